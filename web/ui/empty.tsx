import type { ReactNode } from "react";
import { Thread, type ThreadShape } from "./thread.tsx";

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What becomes possible, in at most three. */
  readonly gains?: readonly (readonly [title: string, text: string])[];
  readonly shape?: ThreadShape;
  /** Where it is the whole page its title is that of the page. */
  readonly heading?: "h1" | "h2";
}

/** Nothing here yet: what it is for, and what to do next. */
export function Empty(props: EmptyProps): ReactNode {
  const Heading = props.heading ?? "h2";
  return (
    <section className="panel empty" aria-label={props.title}>
      <Thread shape={props.shape ?? "loose"} />
      <Heading>{props.title}</Heading>
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
