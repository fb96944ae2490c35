import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { useErrorTitle } from "./title.ts";

/** Why something was not done; the window's title begins with it. */
export function Refusal({ children }: { children: ReactNode }): ReactNode {
  useErrorTitle(true);
  return (
    <div className="note bad" role="alert">
      <Icon name="warning" />
      <div>{children}</div>
    </div>
  );
}
