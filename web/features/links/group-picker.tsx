import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { type GroupOption, matchingOptions } from "./group-options.ts";
import { groupNameQuery, groupsByNameQuery } from "./queries.ts";
import { linkTexts } from "./texts.ts";

const PAUSE_MS = 250;

interface GroupPickerProps {
  readonly label: string;
  /** The number of a group as text, or one of the words above the groups. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What stands above the groups, such as "Any group". */
  readonly above: readonly GroupOption[];
  readonly readOnly?: boolean;
  readonly error?: string | null;
  readonly id?: string;
}

/** One of the groups, found by a part of its name; Enter picks the first that fits. */
export function GroupPicker(props: GroupPickerProps): ReactNode {
  const text = useTexts(linkTexts);
  const { value, above } = props;
  const named = above.find((it) => it.value === value)?.label;
  const grpIdx = named === undefined ? Number(value) : null;
  const own = useQuery({ ...groupNameQuery(grpIdx ?? 0), enabled: grpIdx !== null }).data;
  const shown = named ?? own ?? (grpIdx === null ? "" : `${text.group} ${grpIdx}`);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const search = useGroupSearch(typed ?? "");
  const options = matchingOptions({
    typed: search.typed,
    above: grpIdx === null ? above : [...above, { value, label: shown }],
    found: search.found,
    settled: search.settled,
  });
  const choose = (chosen: string) => {
    props.onChange(chosen);
    setTyped(null);
    setOpen(false);
  };
  const wait = useWaitingEnter({ ...search, first: options[0]?.value, choose });
  return (
    <Select
      label={props.label}
      size="control"
      searchable
      allowDeselect={false}
      data={[...options]}
      // The server has searched already.
      filter={({ options: all }) => all}
      nothingFoundMessage={search.settled ? text.noGroupFits : text.searching}
      selectFirstOptionOnChange={search.typed !== "" && search.settled}
      value={value}
      searchValue={typed ?? shown}
      // The select reports the name of a new choice as if it had been typed.
      onSearchChange={(said) => open && setTyped(said)}
      dropdownOpened={open}
      onDropdownOpen={() => {
        setTyped("");
        setOpen(true);
      }}
      onDropdownClose={() => {
        setTyped(null);
        setOpen(false);
      }}
      onKeyDown={wait}
      onChange={(chosen) => {
        if (chosen !== null) choose(chosen);
      }}
      readOnly={props.readOnly ?? false}
      error={props.error ?? null}
      {...(props.id && { id: props.id })}
    />
  );
}

interface GroupSearch {
  readonly typed: string;
  readonly found: readonly GroupOption[];
  /** False while the groups found are those of what was typed before. */
  readonly settled: boolean;
}

function useGroupSearch(said: string): GroupSearch {
  const typed = said.trim();
  const [part] = useDebouncedValue(typed, PAUSE_MS);
  const { data, isPlaceholderData } = useQuery(groupsByNameQuery(part));
  const found = (data?.list ?? []).map(({ idx, nm }) => ({ value: String(idx), label: nm }));
  return { typed, found, settled: part === typed && data !== undefined && !isPlaceholderData };
}

/** Enter before the server has answered picks the first group once it has, and submits no form. */
function useWaitingEnter(
  of: GroupSearch & { first: string | undefined; choose: (value: string) => void },
) {
  const { typed, settled, first, choose } = of;
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null || !settled) return;
    setWanted(null);
    if (wanted === typed && first !== undefined) choose(first);
  }, [wanted, settled, typed, first, choose]);
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || typed === "") return;
    event.preventDefault();
    if (!settled) setWanted(typed);
  };
}
