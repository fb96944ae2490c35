import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { useFormat } from "../../workspace.tsx";
import { KEPT, SETTINGS, type SettingName } from "./draft.ts";
import { settingTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";

interface SettingFieldProps {
  readonly name: SettingName;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** The field of a setting that has a value and not only yes and no. */
export function SettingField(props: SettingFieldProps): ReactNode {
  const text = useTexts(settingsTexts);
  const { name, value, error, onChange } = props;
  const label = useTexts(settingTexts)[name].field;
  const zone = useFormat().zone(new Date());
  const common = {
    id: `field-${name}`,
    value,
    error,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  switch (SETTINGS[name]) {
    case "flag":
      return null;
    case "password":
      return <PasswordField {...props} />;
    case "url":
      return <TextInput label={label} type="url" maxLength={3_000} {...common} />;
    case "limit":
      return (
        <div className="pair">
          <TextInput
            aria-label={label}
            className="number-field"
            inputMode="numeric"
            maxLength={10}
            {...common}
          />
          <span className="dim">{text.clicksEach}</span>
        </div>
      );
    case "dateTime":
      return (
        <div className="pair">
          <TextInput
            aria-label={label}
            type="datetime-local"
            step={value.length > 16 ? 1 : 60}
            max="9999-12-31T23:59:59"
            {...common}
          />
          <span className="dim">{zone}</span>
        </div>
      );
  }
}

/** One that is set cannot be read; it is kept until another is typed. */
function PasswordField({ name, value, error, onChange }: SettingFieldProps): ReactNode {
  const text = useTexts(settingsTexts);
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
