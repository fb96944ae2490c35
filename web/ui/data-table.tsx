import type { ReactNode } from "react";

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand to the right. */
  readonly right?: boolean;
  /** Left out on phones. */
  readonly wide?: boolean;
  /** The rows can be sorted by it. */
  readonly sort?: ColumnSort;
}

export interface ColumnSort {
  /** How the rows are sorted by it now; null: they are not. */
  readonly direction: "ascending" | "descending" | null;
  readonly onSort: () => void;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** The first names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  /** Whether a heading of the panel stands above already. */
  readonly headed?: boolean;
  readonly plain?: boolean;
  /** Narrow enough for phones as it is: its rows do not stack. */
  readonly narrow?: boolean;
}

/** A table whose rows stack on phones, each cell with the name of its column. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, rowKey } = props;
  const [first, ...rest] = columns;
  const look = `table${props.narrow ? "" : " stacks"}${props.headed ? "" : " bare"}${props.plain ? " plain" : ""}`;
  return (
    <table className={look}>
      <caption className="vh">{props.caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            <th scope="row">{first.cell(row)}</th>
            {rest.map((column) => (
              <td key={column.name} className={classOf(column)} data-label={column.name}>
                <span>{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ColumnHead<Row>({ column }: { column: Column<Row> }): ReactNode {
  const { name, sort } = column;
  if (sort === undefined) {
    return (
      <th scope="col" className={classOf(column)}>
        {name}
      </th>
    );
  }
  const { direction, onSort } = sort;
  const arrow = direction === null ? "" : direction === "ascending" ? " ↑" : " ↓";
  return (
    <th
      scope="col"
      className={classOf(column)}
      {...(direction !== null && { "aria-sort": direction })}
    >
      <button type="button" onClick={onSort}>
        {name}
        <span aria-hidden="true">{arrow}</span>
      </button>
    </th>
  );
}

function classOf({ right, wide }: Pick<Column<never>, "right" | "wide">): string {
  return [right && "r", wide && "wide"].filter(Boolean).join(" ");
}

/** How much of the most this row has, as a line below its name. */
export function Share({ of, most }: { of: number; most: number }): ReactNode {
  const percent = most === 0 ? 0 : Math.max(1, (of / most) * 100);
  return (
    <svg className="share" aria-hidden="true">
      <rect width={`${percent}%`} height="4" rx="2" />
    </svg>
  );
}
