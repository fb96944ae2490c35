import { type GeoStream, geoEqualEarth, geoPath } from "d3-geo";
import codes from "i18n-iso-countries/codes.json";
import { feature } from "topojson-client";
import worldUrl from "world-atlas/countries-50m.json?url";

export const WIDTH = 800;
export const HEIGHT = 390;

export interface Country {
  /** ISO 3166-1, two letters. */
  readonly code: string;
  readonly path: string;
  readonly at: readonly [number, number];
  /** Too small on this map to be seen as land. */
  readonly small: boolean;
}

type Topology = Parameters<typeof feature>[0];
type Atlas = Topology & { readonly objects: { readonly countries: Topology["objects"][string] } };

const SMALL = 6;
const ANTARCTICA = "AQ";

const letters = new Map((codes as readonly string[][]).map(([two, , number]) => [number, two]));

/** Every country once, as it is drawn; the atlas comes as a file of its own. */
export async function drawWorld(): Promise<readonly Country[]> {
  const response = await fetch(worldUrl);
  if (!response.ok) throw new Error(`the atlas answered ${response.status}`);
  const atlas = (await response.json()) as Atlas;
  const countries = feature(atlas, atlas.objects.countries);
  const features = "features" in countries ? countries.features : [countries];
  const known = features.flatMap((land) => {
    const code = letters.get(String(land.id).padStart(3, "0"));
    return code === undefined || code === ANTARCTICA ? [] : [{ code, land }];
  });
  const projection = geoEqualEarth()
    .rotate([-11, 0])
    .fitSize([WIDTH, HEIGHT], {
      type: "FeatureCollection",
      features: known.map(({ land }) => land),
    });
  const measure = geoPath(projection);
  const draw = geoPath({ stream: (to: GeoStream) => projection.stream(thinned(to)) }).digits(1);
  const drawn = new Map<string, Country>();
  for (const { code, land } of known) {
    const [[left, top], [right, bottom]] = measure.bounds(land);
    const small = Math.max(right - left, bottom - top) < SMALL;
    const country = { code, path: draw(land) ?? "", at: measure.centroid(land), small };
    // Some islands stand in the atlas apart from their country, under the same number.
    const other = drawn.get(code);
    drawn.set(code, other ? { ...country, path: other.path + country.path } : country);
  }
  return [...drawn.values()];
}

/** Leaves out points that are less than a pixel from the one before. */
function thinned(to: GeoStream): GeoStream {
  let last: readonly [number, number] | null = null;
  return {
    point(x, y) {
      if (last !== null && Math.hypot(x - last[0], y - last[1]) < 0.7) return;
      last = [x, y];
      to.point(x, y);
    },
    lineStart() {
      last = null;
      to.lineStart();
    },
    lineEnd: () => to.lineEnd(),
    polygonStart: () => to.polygonStart(),
    polygonEnd: () => to.polygonEnd(),
  };
}
