import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SettingName } from "./draft.ts";

interface LinksOfGroupProps {
  readonly grpIdx: number;
  readonly name: SettingName;
  readonly children: ReactNode;
}

/** To those of the group's links whose own value of the setting it overrides. */
export function LinksOfGroup({ grpIdx, name, children }: LinksOfGroupProps): ReactNode {
  return (
    <Link to="/links" search={{ group: grpIdx, overridden: name }}>
      {children}
    </Link>
  );
}
