import "./door.css";
import type { ReactNode } from "react";
import { Mark } from "../../ui/icons.tsx";

import { Thread } from "../../ui/thread.tsx";
import { useTitle } from "../../ui/title.ts";

/** The pages before the inside: one column, the tied thread, one action. */
export function Door(props: { title: string; lead?: string; children: ReactNode }): ReactNode {
  useTitle(props.title);
  return (
    <div className="door">
      <header>
        <Mark />
        Simpul
      </header>
      <main id="main">
        <Thread shape="tied" />
        <h1>{props.title}</h1>
        {props.lead && <p className="lead">{props.lead}</p>}
        {props.children}
      </main>
    </div>
  );
}
