import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { byDimensionQuery, type Scope } from "../../statistics/queries.ts";
import type { Days } from "../../ui/days.ts";
import { Loading } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useFormat } from "../../workspace.tsx";
import { statisticsTexts } from "./texts.ts";
import { type Country, drawWorld, HEIGHT, WIDTH } from "./world.ts";

/** Darker where there are more clicks, in steps that the eye can tell apart. */
const STEPS = [1, 0.75, 0.5, 0.3, 0.15] as const;

/** Countries by their part of the most; small ones as dots, since their land would not be seen. */
export function WorldMap({ of, days }: { of: Scope; days: Days }): ReactNode {
  const text = useTexts(statisticsTexts);
  const world = useQuery({ queryKey: ["world"], queryFn: drawWorld, staleTime: Infinity });
  const clicks = useQuery(byDimensionQuery("country", days, of)).data;
  if (world.error) return <p className="nothing">{text.mapFailed}</p>;
  if (world.data === undefined) return <Loading />;
  const counts = new Map(clicks?.map((row) => [row.value, row.acesCnt]));
  const most = Math.max(1, ...world.data.map(({ code }) => counts.get(code) ?? 0));
  return (
    <svg className="world" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text.map}>
      {world.data.map((country) => (
        <Land
          key={country.code}
          country={country}
          clicks={counts.get(country.code) ?? 0}
          most={most}
        />
      ))}
    </svg>
  );
}

function Land(props: { country: Country; clicks: number; most: number }): ReactNode {
  const text = useTexts(statisticsTexts);
  const format = useFormat();
  const { country, clicks, most } = props;
  const look =
    clicks === 0
      ? { className: "land" }
      : { className: "land on", fillOpacity: shadeOf(clicks / most) };
  const title = clicks > 0 && (
    <title>{text.onMap(format.country(country.code), format.number(clicks))}</title>
  );
  if (country.small) {
    if (clicks === 0) return null;
    return (
      <circle cx={country.at[0]} cy={country.at[1]} r="4" {...look}>
        {title}
      </circle>
    );
  }
  return (
    <path d={country.path} {...look}>
      {title}
    </path>
  );
}

/** The square root, so that one great country does not leave all others pale. */
function shadeOf(part: number): number {
  const step = Math.floor((1 - Math.sqrt(part)) * STEPS.length);
  return STEPS[Math.min(STEPS.length - 1, step)] ?? 1;
}
