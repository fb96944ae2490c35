import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { hostOf } from "./address.ts";
import { settingTexts } from "./form-texts.ts";
import { GroupPicker } from "./group-picker.tsx";
import { FLAGS, isNarrowed, type LinkSearch, MAKERS, OVERRIDABLE, PLACES } from "./list-search.ts";
import { domainsQuery } from "./queries.ts";
import { linkTexts } from "./texts.ts";

type Change = { readonly [Key in keyof LinkSearch]?: LinkSearch[Key] | undefined };

/** Each choice stands in the address at once; another choice begins at the first page. */
function useNarrow(): (change: Change) => void {
  const navigate = useNavigate({ from: "/links" });
  return (change) =>
    void navigate({
      search: (before) => {
        const { page: _, ...rest } = before;
        const next = { ...rest, ...change };
        return Object.fromEntries(
          Object.entries(next).filter(([, value]) => value !== undefined && value !== ""),
        ) as LinkSearch;
      },
      replace: true,
    });
}

export function Filters(): ReactNode {
  const text = useTexts(linkTexts);
  const search = useSearch({ from: "/in/links" });
  const narrow = useNarrow();
  const { host, has, overridden, by, from, until } = search;
  const [open, setOpen] = useState(() => [host, has, overridden, by, from, until].some(Boolean));
  return (
    <form
      className="filters"
      aria-label={text.filters}
      onSubmit={(event) => event.preventDefault()}
    >
      <SearchFor />
      <GroupPicker
        label={text.group}
        value={search.group === undefined ? "any" : String(search.group)}
        above={[
          { value: "any", label: text.anyGroup },
          { value: "0", label: text.noGroup },
        ]}
        onChange={(to) => narrow({ group: to === "any" ? undefined : Number(to) })}
      />
      <details
        className="more-filters"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>{text.moreFilters}</summary>
        <div className="filters">
          <DomainFilter />
          <NativeSelect
            label={text.has}
            value={search.has ?? ""}
            data={[
              { value: "", label: text.anyHas },
              ...FLAGS.map((flag) => ({ value: flag, label: text[flag] })),
            ]}
            onChange={(event) =>
              narrow({ has: FLAGS.find((it) => it === event.currentTarget.value) })
            }
          />
          <OverriddenFilter />
          <MadeFilters />
        </div>
      </details>
      {isNarrowed(search) && <ClearButton />}
    </form>
  );
}

function SearchFor(): ReactNode {
  const text = useTexts(linkTexts);
  const { q = "", in: place = "url" } = useSearch({ from: "/in/links" });
  const narrow = useNarrow();
  const names = { url: text.inUrl, ttl: text.inTtl, memo: text.inMemo, linkId: text.inLinkId };
  return (
    <>
      <SearchField
        label={text.search}
        value={q}
        onSearch={(said) => narrow({ q: said === "" ? undefined : said })}
      />
      <NativeSelect
        label={text.searchIn}
        value={place}
        data={PLACES.map((it) => ({ value: it, label: names[it] }))}
        onChange={(event) => narrow({ in: PLACES.find((it) => it === event.currentTarget.value) })}
      />
    </>
  );
}

function DomainFilter(): ReactNode {
  const text = useTexts(linkTexts);
  const { host = "" } = useSearch({ from: "/in/links" });
  const narrow = useNarrow();
  const hosts = (useQuery(domainsQuery).data ?? []).map(({ domain }) => hostOf(domain));
  if (hosts.length < 2 && host === "") return null;
  const all = host === "" || hosts.includes(host) ? hosts : [host, ...hosts];
  return (
    <NativeSelect
      label={text.domain}
      value={host}
      data={[{ value: "", label: text.anyDomain }, ...all]}
      onChange={(event) => narrow({ host: event.currentTarget.value || undefined })}
    />
  );
}

function OverriddenFilter(): ReactNode {
  const text = useTexts(linkTexts);
  const settings = useTexts(settingTexts);
  const { overridden = "" } = useSearch({ from: "/in/links" });
  const narrow = useNarrow();
  return (
    <NativeSelect
      label={text.overridden}
      value={overridden}
      data={[
        { value: "", label: text.anyHas },
        ...OVERRIDABLE.map((name) => ({ value: name, label: settings[name].legend })),
      ]}
      onChange={(event) =>
        narrow({ overridden: OVERRIDABLE.find((it) => it === event.currentTarget.value) })
      }
    />
  );
}

function MadeFilters(): ReactNode {
  const text = useTexts(linkTexts);
  const search = useSearch({ from: "/in/links" });
  const narrow = useNarrow();
  const makers = Object.keys(MAKERS) as (keyof typeof MAKERS)[];
  const names = { dashboard: text.byDashboard, api: text.byApi, bulk: text.byBulk };
  const day = (name: "from" | "until", label: string) => (
    <TextInput
      type="date"
      label={label}
      value={search[name] ?? ""}
      max="9999-12-30"
      onChange={(event) => narrow({ [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <>
      <NativeSelect
        label={text.by}
        value={search.by ?? ""}
        data={[
          { value: "", label: text.anyBy },
          ...makers.map((maker) => ({ value: maker, label: names[maker] })),
        ]}
        onChange={(event) => narrow({ by: makers.find((it) => it === event.currentTarget.value) })}
      />
      {day("from", text.from)}
      {day("until", text.until)}
    </>
  );
}

function ClearButton(): ReactNode {
  const text = useTexts(linkTexts);
  const navigate = useNavigate({ from: "/links" });
  return <Button onClick={() => void navigate({ search: {}, replace: true })}>{text.clear}</Button>;
}
