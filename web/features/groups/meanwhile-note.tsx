import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useFormat } from "../../workspace.tsx";
import { describe } from "./describe.ts";
import { changedNames, type FieldName, SETTINGS, type SettingName } from "./draft.ts";
import { lastChangerQuery } from "./queries.ts";
import { settingTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";
import { groupTexts } from "./texts.ts";
import type { Meanwhile } from "./use-group-draft.ts";

/** Somebody else saved while this form was open: who, when, and what, before one saves. */
export function MeanwhileNote(props: { meanwhile: Meanwhile; onSeen: () => void }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const nameOf = useFieldNames();
  const { at, before, theirs, contested } = props.meanwhile;
  const names = [before.nm, theirs.nm].filter((name) => name !== null);
  const changer = useQuery(lastChangerQuery(names, at));
  // Told once it is known who it was, so that the note is not read out twice.
  if (changer.isPending) return null;
  return (
    <div className="note" role="alert">
      <Icon name="warning" />
      <div>
        <b>{text.meanwhile(changer.data || text.somebody, format.time(at))}</b>
        <ul>
          {changedNames(theirs, before).map((name) => (
            <li key={name}>
              {nameOf(name)}:{" "}
              {text.from(
                describe(name, before[name], { text, format }),
                describe(name, theirs[name], { text, format }),
              )}
              {contested.includes(name) && <b> {text.contested}</b>}
            </li>
          ))}
        </ul>
      </div>
      <Button onClick={props.onSeen}>{text.seen}</Button>
    </div>
  );
}

function useFieldNames(): (name: FieldName) => string {
  const settings = useTexts(settingTexts);
  const group = useTexts(groupTexts);
  const isSetting = (name: FieldName): name is SettingName => name in SETTINGS;
  return (name) => {
    if (isSetting(name)) return settings[name].short;
    return name === "nm" ? group.name : name === "memo" ? group.note : group.webhook;
  };
}
