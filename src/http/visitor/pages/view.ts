import type { VNode } from "preact";
import type { Thread } from "./thread.ts";

/** What its Content-Security-Policy must allow beside the style. */
export type Needs = "form" | "moving-on" | "subscription";

/** What one page puts into the frame that all of them share. */
export interface View {
  readonly status: number;
  /** The title of the window; the frame adds whose link it is, unless `titleWhole` says not to. */
  readonly title: string;
  readonly titleWhole?: true;
  readonly thread: Thread;
  readonly heading: string;
  readonly content: VNode;
  /** More for the head: what makes the forward page move on and be previewed. */
  readonly head?: VNode;
  readonly needs?: Needs;
}
