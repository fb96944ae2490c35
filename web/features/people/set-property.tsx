import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiError } from "../../api.ts";
import { Confirm, Dialog } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { words } from "../../ui/words.ts";
import { useFormat } from "../../workspace.tsx";
import { type Attribute, type AttributeType, type Person, setProperty, TYPES } from "./queries.ts";
import { type PeopleTexts, peopleTexts } from "./texts.ts";
import { useLocal } from "./use-local.ts";
import { readTyped, toTyped } from "./value.ts";

function useChange(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: setProperty,
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ["people"] });
      void queryClient.invalidateQueries({ queryKey: ["attributes"] });
      onDone();
    },
  });
}

const messageOf = (error: Error | null, text: PeopleTexts): string | null =>
  error instanceof ApiError && error.unreached ? text.unreached : (error?.message ?? null);

interface SetPropertyProps {
  readonly person: Person;
  readonly attributes: readonly Attribute[];
  /** Undefined: the member says which. */
  readonly name?: string;
  readonly onClose: () => void;
}

/** Sets one property, of an attribute that is there or of a name that is new. */
export function SetProperty({ person, attributes, name: fixed, onClose }: SetPropertyProps) {
  const text = useTexts(peopleTexts);
  const common = useTexts(words);
  const localOf = useLocal();
  const [name, setName] = useState(fixed ?? "");
  const known = attributes.find((it) => it.name === name)?.type;
  const [newType, setNewType] = useState<AttributeType>("STRING");
  const type = known ?? newType;
  const [typed, setTyped] = useState(() =>
    fixed ? toTyped(type, person.properties[fixed], localOf) : "",
  );
  const change = useChange(onClose);
  const value = readTyped(type, type === "BOOL" && typed === "" ? "true" : typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== null) change.mutate({ euid: person.euid, type: "set", name: name.trim(), value });
  };
  return (
    <Dialog title={text.setTitle} onClose={onClose}>
      <form onSubmit={submit}>
        {change.error && <p role="alert">{messageOf(change.error, text)}</p>}
        <TextInput
          label={text.attribute}
          {...(fixed === undefined && { description: text.attributeHint })}
          readOnly={fixed !== undefined}
          required
          withAsterisk={false}
          maxLength={64}
          list="attributes"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <datalist id="attributes">
          {attributes.map((it) => (
            <option key={it.name} value={it.name} />
          ))}
        </datalist>
        <NativeSelect
          label={text.type}
          disabled={known !== undefined}
          value={type}
          data={TYPES.map((it) => ({ value: it, label: text[it] }))}
          onChange={(event) => {
            const chosen = TYPES.find((it) => it === event.currentTarget.value);
            if (chosen) setNewType(chosen);
            setTyped("");
          }}
        />
        <ValueField type={type} value={typed} onChange={setTyped} />
        <div className="acts">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={change.isPending}
            disabled={value === null || name.trim() === ""}
          >
            {text.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ValueField(props: {
  type: AttributeType;
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const { type, value } = props;
  const common = {
    label: text.value,
    value,
    onChange: (event: { currentTarget: { value: string } }) =>
      props.onChange(event.currentTarget.value),
  };
  switch (type) {
    case "STRING":
      return <TextInput maxLength={4_000} {...common} />;
    case "NUMBER":
      return <TextInput inputMode="decimal" maxLength={40} {...common} />;
    case "BOOL":
      return (
        <NativeSelect
          {...common}
          value={value === "" ? "true" : value}
          data={[
            { value: "true", label: text.yes },
            { value: "false", label: text.no },
          ]}
        />
      );
    case "DATETIME":
      return (
        <TextInput
          type="datetime-local"
          step={1}
          description={text.dateHint(format.zone(new Date()))}
          {...common}
        />
      );
    case "LIST":
      return <Textarea rows={4} description={text.listHint} {...common} />;
  }
}

export function RemoveProperty(props: {
  euid: number;
  name: string;
  onClose: () => void;
}): ReactNode {
  const text = useTexts(peopleTexts);
  const { euid, name, onClose } = props;
  const change = useChange(onClose);
  return (
    <Confirm
      title={text.removeTitle(name)}
      act={text.remove}
      dangerous
      busy={change.isPending}
      onAct={() => change.mutate({ euid, type: "delete", name, value: "" })}
      onClose={onClose}
    >
      <p>{text.removeText}</p>
      {change.error && <p role="alert">{messageOf(change.error, text)}</p>}
    </Confirm>
  );
}
