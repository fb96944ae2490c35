import type { ReactNode } from "react";
import { Thread, type ThreadShape } from "./thread.tsx";

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What becomes possible, in at most three. */
  readonly gains?: readonly (readonly [title: string, text: string])[];
  readonly shape?: ThreadShape;
}

/** Nothing here yet: what it is for, and what to do next. */
export function Empty(props: EmptyProps): ReactNode {
  return (
    <section className="panel empty" aria-label={props.title}>
      <Thread shape={props.shape ?? "loose"} />
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.actions && <div className="acts">{props.actions}</div>}
      {props.gains && (
        <div className="can">
          {props.gains.map(([title, text]) => (
            <div key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
