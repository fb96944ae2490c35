import type { WebhookMetric } from "../workspaces/workspace.ts";

/** All that an event tells its receiver. */
export interface ToldEvent {
  readonly eventId: string;
  /** Whose webhook it is. */
  readonly ofGroup: boolean;
  readonly kind: "click" | "test";
  readonly workspaceId: number;
  readonly groupId: number | null;
  readonly slug: string;
  readonly origin: string;
  readonly url: string;
  readonly metric: WebhookMetric;
  readonly frequency: number;
  readonly clicks: number;
  readonly people: number;
  readonly clickedAt: Date;
  readonly qr: boolean;
  readonly euid: number | null;
  readonly country: string;
  readonly device: string;
  readonly os: string;
  readonly browser: string;
  readonly referrer: string;
  readonly language: string;
}

/** What differs between the attempts of one event. */
export interface Signing {
  /** Those that hold, the new one first. */
  readonly secrets: readonly string[];
  readonly at: Date;
  readonly requestId: string;
}

export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Puts an event into the receivers' words. */
export type EncodeWebhook = (event: ToldEvent, signing: Signing) => WebhookRequest;

/** Where a webhook's events go at this moment. */
export type Destination =
  | { readonly kind: "open"; readonly url: string; readonly secrets: readonly string[] }
  /** Events wait, by the plan of their retries, for it to be on again. */
  | { readonly kind: "off" }
  | { readonly kind: "gone" };
