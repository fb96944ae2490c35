import codes from "i18n-iso-countries/codes.json";

export interface PlaceOption {
  readonly value: string;
  readonly label: string;
}

/** What is proposed to somebody who sets the workspace up. */
export interface ProposedPlace {
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2; "" where nothing tells. */
  readonly homeCountry: string;
}

const COUNTRIES: readonly string[] = (codes as readonly string[][]).map(([code = ""]) => code);

/** The zones that the browser knows, and the one that is set in any case. */
export function listZones(present: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set(["UTC", ...known, present])].sort();
}

/** Every country by its name in a language, in the order of that language. */
export function listCountries(language: string): readonly PlaceOption[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  );
}

/** The browser's zone, and the country of that zone, else of the languages that it asks for. */
export function proposePlace(timeZone: string, languages: readonly string[]): ProposedPlace {
  const homeCountry = countryOfZone(timeZone) ?? countryOfLanguages(languages) ?? "";
  return { timeZone, homeCountry };
}

/** Part of the Intl Locale Info proposal, which not every browser has. */
interface LocaleInfo {
  getTimeZones?(): readonly string[] | undefined;
}

function countryOfZone(timeZone: string): string | null {
  const zonesOf = (code: string): readonly string[] => {
    const locale: LocaleInfo = new Intl.Locale(`und-${code}`);
    return locale.getTimeZones?.() ?? [];
  };
  const named = COUNTRIES.find((code) => zonesOf(code).includes(timeZone));
  if (named !== undefined) return named;
  // Zones go by several names. Asking for the one that the browser takes for it is slow.
  const canonical = canonicalZone(timeZone);
  const isSame = (zone: string): boolean => canonicalZone(zone) === canonical;
  return COUNTRIES.find((code) => zonesOf(code).some(isSame)) ?? null;
}

const canonicalZone = (timeZone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;

function countryOfLanguages(languages: readonly string[]): string | null {
  for (const language of languages) {
    const { region } = new Intl.Locale(language);
    if (region !== undefined && COUNTRIES.includes(region)) return region;
  }
  const likely = languages[0] === undefined ? undefined : new Intl.Locale(languages[0]).maximize();
  // English says nothing of a country.
  if (likely?.region === undefined || likely.language === "en") return null;
  return COUNTRIES.includes(likely.region) ? likely.region : null;
}
