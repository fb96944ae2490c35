import type { VNode } from "preact";
import type { Thread } from "./thread.ts";

/**
 * What its Content-Security-Policy must allow beside the style; "figures": a wide sheet, and a form
 * that asks for another month.
 */
export type Needs = "form" | "moving-on" | "subscription" | "figures";

/** What one page puts into the frame that all of them share. */
export interface View {
  readonly status: number;
  /** The title of the window; the frame adds whose link it is, unless `titleWhole` says not to. */
  readonly title: string;
  readonly titleWhole?: true;
  /** Null: the page shows figures rather than the state of a link. */
  readonly thread: Thread | null;
  readonly heading: string;
  readonly content: VNode;
  /** More for the head: what makes the forward page move on and be previewed. */
  readonly head?: VNode;
  /** The line beside the mark, where it is not whose short links these are. */
  readonly foot?: string;
  readonly needs?: Needs;
}
