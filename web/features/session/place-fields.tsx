import { NativeSelect } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useLanguage, useTexts } from "../../ui/language.tsx";
import { listCountries, listZones, type ProposedPlace, proposePlace } from "../../ui/places.ts";
import { sessionTexts } from "./texts.ts";

/** What the browser tells of where it is. */
export function proposeOwnPlace(): ProposedPlace {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return proposePlace(timeZone, navigator.languages);
}

interface PlaceFieldsProps {
  readonly place: ProposedPlace;
  readonly errorOf: (name: keyof ProposedPlace) => string | null;
  readonly onChange: (change: Partial<ProposedPlace>) => void;
}

/** Where the workspace is: asked of the first owner, because statistics depend on it from the first click. */
export function PlaceFields({ place, errorOf, onChange }: PlaceFieldsProps): ReactNode {
  const text = useTexts(sessionTexts);
  const language = useLanguage();
  const zones = useMemo(() => [...listZones(place.timeZone)], [place.timeZone]);
  const countries = useMemo(() => listCountries(language), [language]);
  const field = (name: keyof ProposedPlace) => ({
    name,
    value: place[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <NativeSelect
        label={text.timeZone}
        description={text.timeZoneHint}
        data={zones}
        {...field("timeZone")}
      />
      <NativeSelect
        label={text.homeCountry}
        description={text.homeCountryHint}
        data={[{ value: "", label: text.noCountry }, ...countries]}
        {...field("homeCountry")}
      />
    </>
  );
}
