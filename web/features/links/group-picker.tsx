import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { groupNameQuery, groupsByNameQuery } from "./queries.ts";
import { linkTexts } from "./texts.ts";

const PAUSE_MS = 250;

interface GroupPickerProps {
  readonly label: string;
  /** The number of a group as text, or one of the words above the groups. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What stands above the groups, such as "Any group". */
  readonly above: readonly { readonly value: string; readonly label: string }[];
  readonly readOnly?: boolean;
  readonly error?: string | null;
  readonly id?: string;
}

/** One of the groups, found by a part of its name. */
export function GroupPicker(props: GroupPickerProps): ReactNode {
  const text = useTexts(linkTexts);
  const { value, above } = props;
  const named = above.find((it) => it.value === value)?.label;
  const grpIdx = named === undefined ? Number(value) : null;
  const own = useQuery({ ...groupNameQuery(grpIdx ?? 0), enabled: grpIdx !== null }).data;
  const shown = named ?? own ?? (grpIdx === null ? "" : `${text.group} ${grpIdx}`);
  const [typed, setTyped] = useState<string | null>(null);
  const [part] = useDebouncedValue(typed ?? "", PAUSE_MS);
  const found = useQuery(groupsByNameQuery(part.trim())).data?.list ?? [];
  const groups = found.map((group) => ({ value: String(group.idx), label: group.nm }));
  const data = [
    ...above,
    ...(grpIdx !== null && !groups.some((it) => it.value === value)
      ? [{ value, label: shown }]
      : []),
    ...groups,
  ];
  return (
    <Select
      label={props.label}
      size="control"
      searchable
      allowDeselect={false}
      data={data}
      // The server has searched already.
      filter={({ options }) => options}
      value={value}
      searchValue={typed ?? shown}
      onSearchChange={setTyped}
      onDropdownOpen={() => setTyped("")}
      onDropdownClose={() => setTyped(null)}
      onChange={(chosen) => {
        if (chosen !== null) props.onChange(chosen);
      }}
      readOnly={props.readOnly ?? false}
      error={props.error ?? null}
      {...(props.id && { id: props.id })}
    />
  );
}
