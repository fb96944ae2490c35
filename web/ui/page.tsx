import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { useTexts } from "./language.tsx";
import { useTitle } from "./title.ts";
import { words } from "./words.ts";

interface PageProps {
  readonly title: string;
  /** Where this page hangs, as a link; the title is added. */
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Links of class `sub`, one of them current. */
  readonly tabs?: ReactNode;
  readonly tabsLabel?: string;
  readonly children: ReactNode;
}

/** A page: where it hangs, its title, what can be done, its own tabs. */
export function Page(props: PageProps): ReactNode {
  const text = useTexts(words);
  const { title, above, lead, actions, tabs } = props;
  useTitle(title);
  return (
    <>
      {above && (
        <nav className="crumb" aria-label={text.breadcrumb}>
          {above}
          <Icon name="right" size={14} />
          <span aria-current="page">{title}</span>
        </nav>
      )}
      <div className="head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead num">{lead}</p>}
        </div>
        {actions && <div className="acts">{actions}</div>}
      </div>
      {tabs && (
        <nav className="sub" aria-label={props.tabsLabel ?? title}>
          {tabs}
        </nav>
      )}
      {props.children}
    </>
  );
}

export function Panel(props: {
  title?: string;
  aside?: ReactNode;
  className?: string;
  label?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <section
      className={`panel ${props.className ?? ""}`.trim()}
      aria-label={props.title ?? props.label}
    >
      {props.title && (
        <header>
          <h2>{props.title}</h2>
          {props.aside}
        </header>
      )}
      {props.children}
    </section>
  );
}
