import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SETTINGS, type SettingName } from "./draft.ts";

interface LinksOfGroupProps {
  readonly grpIdx: number;
  readonly name: SettingName;
  /** What the group says. */
  readonly value: string | null;
  readonly children: ReactNode;
}

/** To the group's links; of a flag that the group turns off, to those that have it on. */
export function LinksOfGroup({ grpIdx, name, value, children }: LinksOfGroupProps): ReactNode {
  const has = SETTINGS[name] === "flag" && value === "N" ? { has: name as FlagName } : {};
  return (
    <Link to="/links" search={{ group: grpIdx, ...has }}>
      {children}
    </Link>
  );
}

type FlagName = {
  [Name in SettingName]: (typeof SETTINGS)[Name] extends "flag" ? Name : never;
}[SettingName];
