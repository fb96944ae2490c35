import { html as markup } from "htm/preact";
import { Fragment, h, type VNode } from "preact";

/** Markup as values: everything in a hole is escaped when it is rendered. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): VNode {
  const made: VNode | VNode[] = markup(strings, ...values);
  return Array.isArray(made) ? h(Fragment, null, made) : made;
}
