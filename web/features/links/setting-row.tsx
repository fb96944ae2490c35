import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Setting } from "../../ui/setting.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { describe, describeEffective } from "./describe.ts";
import { effectiveName, SETTINGS, type SettingName } from "./draft.ts";
import { formTexts, settingTexts } from "./form-texts.ts";
import type { LinkForm } from "./link-form.ts";
import { SettingField } from "./setting-field.tsx";

type Choice = "none" | "set" | "Y" | "N";

interface SettingRowProps {
  readonly name: SettingName;
  readonly form: LinkForm;
}

/** What the link itself says of one setting, and what holds in the end. */
export function SettingRow({ name, form }: SettingRowProps): ReactNode {
  const text = useTexts(formTexts);
  const told = useTexts(settingTexts)[name];
  const format = useFormat();
  const readOnly = !useMayWrite();
  const value = form.draft[name];
  const flag = SETTINGS[name] === "flag";
  const isNew = form.link === null;
  const changed = !isNew && form.changed.includes(name);
  return (
    <Setting<Choice>
      name={name}
      legend={told.legend}
      does={told.does}
      readOnly={readOnly}
      choices={
        flag
          ? [
              { value: "none", label: text.notSetOff },
              { value: "Y", label: text.on },
              { value: "N", label: text.off },
            ]
          : [
              { value: "none", label: text.notSet },
              { value: "set", label: text.set },
            ]
      }
      chosen={value === null ? "none" : flag ? (value as "Y" | "N") : "set"}
      onChoose={(choice) => form.change({ [name]: wordOf(choice, { name, form }) })}
      field={
        value !== null &&
        !flag && (
          <SettingField
            name={name}
            value={value}
            error={form.errorOf(name)}
            onChange={(typed) => form.change({ [name]: typed })}
          />
        )
      }
      effect={<Effect name={name} form={form} />}
      noEffect={changed ? null : (form.link?.inForce[name]?.why ?? null)}
      before={changed ? describe(name, form.saved[name], { text, format }) : null}
      onUndo={() => form.change({ [name]: form.saved[name] })}
    />
  );
}

/** Going back to "set" gives back what was there, a password that is kept among it. */
function wordOf(choice: Choice, { name, form }: SettingRowProps): string | null {
  if (choice === "none") return null;
  if (choice === "set") return form.saved[name] ?? "";
  return choice;
}

function Effect({ name, form }: SettingRowProps): ReactNode {
  const text = useTexts(formTexts);
  const format = useFormat();
  const word = form.link?.effective[effectiveName(name)];
  if (word === undefined) return null;
  const value = describeEffective(name, word.value, { text, format });
  if (word.from === "group") {
    return (
      <>
        <span className="tag on">{text.group}</span> {text.byGroup(value)}
      </>
    );
  }
  if (form.changed.includes(name)) return text.onceSaved;
  return word.from === "link" ? text.byLink(value) : null;
}
