import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "./icons.tsx";

const PAUSE_MS = 300;

/** Searches once the typing pauses; the address keeps what was searched for. */
export function SearchField(props: {
  label: string;
  value: string;
  onSearch: (text: string) => void;
}): ReactNode {
  const { label, value, onSearch } = props;
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(onSearch, PAUSE_MS);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={100}
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}
