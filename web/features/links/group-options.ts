/** A choice of the group picker: a group by its number, or a word such as "Any group". */
export interface GroupOption {
  readonly value: string;
  readonly label: string;
}

interface Asked {
  /** Trimmed; empty: everything is shown. */
  readonly typed: string;
  /** The words above the groups, and the group that is chosen. */
  readonly above: readonly GroupOption[];
  /** As the server found them. */
  readonly found: readonly GroupOption[];
  /** Whether the server found them for what is typed now. */
  readonly settled: boolean;
}

/** The choices that contain what was typed; the server decides which groups do, once it has answered. */
export function matchingOptions({ typed, above, found, settled }: Asked): readonly GroupOption[] {
  const fits = ({ label }: GroupOption) => folded(label).includes(folded(typed));
  const groups = settled ? found : found.filter(fits);
  const isGroup = ({ value }: GroupOption) => groups.some((it) => it.value === value);
  return [...above.filter((it) => fits(it) && !isGroup(it)), ...groups];
}

const folded = (text: string): string => text.normalize("NFC").toLowerCase();
