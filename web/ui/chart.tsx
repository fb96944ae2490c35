import { type ReactNode, useId } from "react";
import { heightsOf, ticksOf } from "./scale.ts";

export interface Point {
  readonly key: string;
  /** On the axis and at the peak. */
  readonly axis: string;
  readonly value: number;
  /** Drawn outlined behind, such as the clicks of these people. */
  readonly outline?: number;
  /** The same day of the period before. */
  readonly before?: number | null;
  /** Not over yet: hatched. */
  readonly partial?: boolean;
}

interface ChartProps {
  /** What is drawn and its peak, in a sentence. */
  readonly label: string;
  readonly points: readonly Point[];
  readonly number: (value: number) => string;
  readonly short: (value: number) => string;
}

const TALL = 200;
const WIDE = 10;

/** Bars by day or hour, the period before as a dashed line, one label on the peak. */
export function Chart({ label, points, number, short }: ChartProps): ReactNode {
  const hatch = useId();
  const all = points.flatMap((it) => [it.value, it.outline ?? 0, it.before ?? 0]);
  const ticks = ticksOf(Math.max(...all, 0));
  const top = ticks[0] ?? 1;
  const peak = points.reduce(
    (best, it, at) => (it.value > (points[best]?.value ?? 0) ? at : best),
    0,
  );
  const line = linePath(points, top);
  return (
    <div className="chart" role="img" aria-label={label}>
      <div className="ys" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick}>{short(tick)}</span>
        ))}
      </div>
      <div className="plot" aria-hidden="true">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${Math.max(1, points.length) * WIDE} ${TALL}`}
          preserveAspectRatio="none"
        >
          <defs>
            <pattern
              id={hatch}
              width="3"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(30)"
            >
              <rect width="1.2" height="6" fill="var(--c1)" />
            </pattern>
          </defs>
          <Bars points={points} top={top} hatch={`url(#${hatch})`} />
          {line && <path className="before casing" d={line} />}
          {line && <path className="before" d={line} />}
        </svg>
        <Peak point={points[peak]} at={peak} of={points.length} top={top} number={number} />
      </div>
      <Axis points={points} />
    </div>
  );
}

function Bars(props: { points: readonly Point[]; top: number; hatch: string }): ReactNode {
  const draw = (at: number, height: number) =>
    `M${at * WIDE + 1.5} ${TALL}V${TALL - height}h7V${TALL}`;
  return props.points.map((point, at) => {
    const height = heightsOf(point.value, props.top, TALL);
    const outline = heightsOf(point.outline ?? 0, props.top, TALL);
    const fill = point.partial ? { style: { fill: props.hatch } } : {};
    return (
      <g key={point.key}>
        {outline > 0 && <path className="bar outline" d={draw(at, outline)} />}
        {height > 0 && (
          <path className={point.partial ? "bar partial" : "bar"} {...fill} d={draw(at, height)} />
        )}
      </g>
    );
  });
}

function linePath(points: readonly Point[], top: number): string {
  return points
    .flatMap(({ before }, at) =>
      before == null ? [] : [`${at * WIDE + WIDE / 2} ${TALL - heightsOf(before, top, TALL)}`],
    )
    .map((place, at) => `${at === 0 ? "M" : "L"}${place}`)
    .join("");
}

function Peak(props: {
  point: Point | undefined;
  at: number;
  of: number;
  top: number;
  number: (value: number) => string;
}): ReactNode {
  const { point, at, of, top } = props;
  if (point === undefined || point.value === 0) return null;
  const x = ((at + 0.5) / of) * 100;
  const anchor = x < 12 ? "start" : x > 88 ? "end" : "middle";
  return (
    <svg className="peak" aria-hidden="true">
      <text x={`${x}%`} y={`${100 - (point.value / top) * 100}%`} dy="-8" textAnchor={anchor}>
        {`${point.axis} · ${props.number(point.value)}`}
      </text>
    </svg>
  );
}

/** About six names, three on phones, the last one at the edge. */
function Axis({ points }: { points: readonly Point[] }): ReactNode {
  const step = Math.max(1, Math.ceil(points.length / 6));
  const last = points.length - 1;
  const named = points
    .map((point, at) => ({ point, at }))
    .filter(({ at }) => at === last || ((last - at) % step === 0 && last - at >= step));
  return (
    <svg className="xs" aria-hidden="true">
      {named.map(({ point, at }, nth) => (
        <text
          key={point.key}
          y="13"
          className={(named.length - 1 - nth) % 2 === 1 ? "opt" : undefined}
          x={at === last ? "100%" : `${((at + 0.5) / points.length) * 100}%`}
          textAnchor={at === last ? "end" : "middle"}
        >
          {point.axis}
        </text>
      ))}
    </svg>
  );
}

export function Swatch({ kind }: { kind: "bar" | "partial" | "before" | "outline" }): ReactNode {
  if (kind === "before") {
    return (
      <svg width="20" height="12" aria-hidden="true">
        <path d="M0 6h20" stroke="var(--c2)" strokeWidth="2" strokeDasharray="5 3" />
      </svg>
    );
  }
  const hollow = kind !== "bar";
  return (
    <svg width="12" height="12" aria-hidden="true">
      <rect
        x=".75"
        y=".75"
        width="10.5"
        height="10.5"
        rx="2"
        fill={kind === "bar" ? "var(--c1)" : kind === "outline" ? "var(--tint)" : "none"}
        stroke="var(--c1)"
        strokeWidth={hollow ? 1.5 : 0}
      />
      {kind === "partial" && <path d="M3 10l6-8M6 11l4-5M2 6l3-4" stroke="var(--c1)" />}
    </svg>
  );
}
