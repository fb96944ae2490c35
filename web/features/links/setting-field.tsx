import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { useFormat } from "../../workspace.tsx";
import { KEPT, SETTINGS, type SettingName } from "./draft.ts";
import { formTexts, settingTexts } from "./form-texts.ts";

interface SettingFieldProps {
  readonly name: SettingName;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** The field of a setting that has a value and not only yes and no. */
export function SettingField(props: SettingFieldProps): ReactNode {
  const text = useTexts(formTexts);
  const { name, value, error, onChange } = props;
  const label = useTexts(settingTexts)[name].field ?? "";
  const id = `field-${name}`;
  switch (SETTINGS[name]) {
    case "flag":
      return null;
    case "password":
      return <PasswordField {...props} />;
    case "dateTime":
      return <DateTimeField id={id} label={label} {...{ value, error, onChange }} bare />;
    case "url":
    case "limit": {
      const limit = SETTINGS[name] === "limit";
      const input = (
        <TextInput
          id={id}
          {...(limit ? { "aria-label": label, className: "number-field" } : { label })}
          {...(limit ? { inputMode: "numeric", maxLength: 10 } : { type: "url", maxLength: 3_000 })}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
      if (!limit) return input;
      return (
        <div className="pair">
          {input}
          <span className="dim">{text.clicksSinceMade}</span>
        </div>
      );
    }
  }
}

/** In the workspace's zone, which is named beside it. */
export function DateTimeField(props: {
  id: string;
  label: string;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
  bare?: boolean;
  readOnly?: boolean;
}): ReactNode {
  const { label, value } = props;
  const zone = useFormat().zone(new Date());
  return (
    <div className="pair">
      <TextInput
        id={props.id}
        {...(props.bare ? { "aria-label": label } : { label: `${label} (${zone})` })}
        type="datetime-local"
        step={value.length > 16 ? 1 : 60}
        max="9999-12-31T23:59:59"
        value={value}
        error={props.error}
        readOnly={props.readOnly ?? false}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.bare && <span className="dim">{zone}</span>}
    </div>
  );
}

/** One that is set cannot be read; it is kept until another is typed. */
function PasswordField({ name, value, error, onChange }: SettingFieldProps): ReactNode {
  const text = useTexts(formTexts);
  const [replacing, setReplacing] = useState(value !== KEPT);
  if (value === KEPT && !replacing) {
    return (
      <div className="pair">
        <span className="mono" aria-hidden="true">
          ••••••••
        </span>
        <Button
          onClick={() => {
            setReplacing(true);
            onChange("");
          }}
        >
          {text.setAnother}
        </Button>
      </div>
    );
  }
  return (
    <PasswordBox
      id={`field-${name}`}
      label={text.newPassword}
      autoComplete="new-password"
      maxLength={100}
      value={value === KEPT ? "" : value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
