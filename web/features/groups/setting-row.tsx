import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Setting } from "../../ui/setting.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { describe } from "./describe.ts";
import { KEPT, SETTINGS, type SettingName } from "./draft.ts";
import { LinksOfGroup } from "./links-of-group.tsx";
import { noEffectOf, type Overrides } from "./queries.ts";
import { SettingField } from "./setting-field.tsx";
import { complaintTexts, settingTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";
import type { GroupDraft } from "./use-group-draft.ts";

/** Stands in a sentence where the counted links are named. */
const LINKS = "\u0000";

type Choice = "left" | "set" | "Y" | "N";

interface SettingRowProps {
  readonly name: SettingName;
  readonly form: GroupDraft;
  /** Undefined until they are counted. */
  readonly overrides: Overrides | undefined;
}

export function SettingRow({ name, form, overrides }: SettingRowProps): ReactNode {
  const text = useTexts(settingsTexts);
  const told = useTexts(settingTexts)[name];
  const complaints = useTexts(complaintTexts);
  const format = useFormat();
  const readOnly = !useMayWrite();
  const value = form.draft[name];
  const flag = SETTINGS[name] === "flag";
  const complaint = form.complaints[name];
  const error =
    complaint !== undefined
      ? complaints[complaint]
      : form.refusedField === name
        ? (form.error?.message ?? null)
        : null;
  const changed = form.changed.includes(name);
  const choose = (choice: Choice) => form.change({ [name]: wordOf(choice, name, form) });
  return (
    <Setting<Choice>
      name={name}
      legend={told.legend}
      does={told.does}
      readOnly={readOnly}
      choices={[
        { value: "left", label: text.left },
        ...(flag
          ? ([
              { value: "Y", label: text.on },
              { value: "N", label: text.off },
            ] as const)
          : ([{ value: "set", label: text.set }] as const)),
      ]}
      chosen={value === null ? "left" : flag ? (value as "Y" | "N") : "set"}
      onChoose={choose}
      field={
        value !== null &&
        !flag && (
          <SettingField
            name={name}
            value={value}
            error={error}
            onChange={(typed) => form.change({ [name]: typed })}
          />
        )
      }
      {...useEffectOf({ name, form, overrides })}
      noEffect={changed ? null : noEffectOf(form.group.inForce, name)}
      before={changed ? describe(name, form.saved[name], { text, format }) : null}
      onUndo={() => form.undo([name])}
    />
  );
}

/** Going back to "set" gives back what was there, a password that is kept among it. */
function wordOf(choice: Choice, name: SettingName, form: GroupDraft): string | null {
  if (choice === "left") return null;
  if (choice === "set") return form.saved[name] ?? "";
  return choice;
}

/** Whom the setting beats, counted where the group says it already. */
function useEffectOf({ name, form, overrides }: SettingRowProps) {
  const text = useTexts(settingsTexts);
  const told = useTexts(settingTexts)[name];
  const format = useFormat();
  const value = form.draft[name];
  const changed = form.changed.includes(name);
  if (value === null) {
    if (changed) return { effect: text.onceLeft };
    return { effect: SETTINGS[name] === "password" ? text.keepsOwnPassword : text.keepsOwn };
  }
  if (changed) return { effect: text.onceSaved };
  const count = overrides?.[name];
  const place = name === "nonmemberSticsPwd" && value === KEPT && (
    <>
      {" "}
      {text.statsPlace} <span className="mono">/stats</span>.
    </>
  );
  if (count === undefined || count.links === 0) {
    return {
      effect: (
        <>
          {count && text.nothingBeaten}
          {place}
        </>
      ),
    };
  }
  const number = format.number(count.links);
  const links = text.links(count.more ? text.atLeast(number) : number);
  const [before = "", after = ""] = told.beats(LINKS).split(LINKS);
  return {
    beats: true,
    effect: (
      <>
        {before}
        <LinksOfGroup grpIdx={form.group.idx} name={name}>
          {links}
        </LinksOfGroup>
        {after}
        {place}
      </>
    ),
  };
}
