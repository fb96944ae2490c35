import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { useTexts } from "./language.tsx";
import { words } from "./words.ts";

export interface SettingChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SettingProps<Value extends string> {
  readonly name: string;
  readonly legend: string;
  /** What it does, in one sentence. */
  readonly does: string;
  readonly choices: readonly SettingChoice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly readOnly?: boolean;
  /** The field; drawn only where there is something to set. */
  readonly field?: ReactNode;
  /** Whom it beats; with a tick where it beats anybody. */
  readonly effect?: ReactNode;
  readonly beats?: boolean;
  /** Why it has no effect although it is on; null where it has. */
  readonly noEffect?: string | null;
  /** What it was, where it was changed and not saved. */
  readonly before?: string | null;
  readonly onUndo?: () => void;
}

/** One setting: what it does, whose word holds, the value, whom it beats, what it was. */
export function Setting<Value extends string>(props: SettingProps<Value>): ReactNode {
  const text = useTexts(words);
  const before = props.before ?? null;
  return (
    <fieldset
      className={before === null ? "set" : "set changed"}
      disabled={props.readOnly ?? false}
      data-setting={props.name}
    >
      <legend>{props.legend}</legend>
      <p className="does">{props.does}</p>
      <div className="opts">
        {props.choices.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={value === props.chosen}
              onChange={() => props.onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
      {props.field && <div className="field">{props.field}</div>}
      {props.effect && (
        <div className="effect">
          {props.beats && <Icon name="check" size={16} />}
          <span>{props.effect}</span>
        </div>
      )}
      {props.noEffect && (
        <p className="effect">
          <Icon name="warning" size={16} />
          <span>{text.noEffect(props.noEffect)}</span>
        </p>
      )}
      {before !== null && (
        <p className="was">
          {text.changedFrom(before)}{" "}
          <button type="button" className="text-button" onClick={props.onUndo}>
            {text.undo}
          </button>
        </p>
      )}
    </fieldset>
  );
}
