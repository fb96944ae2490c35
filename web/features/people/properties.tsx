import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { type Attribute, attributesQuery, type Person, timelineQuery } from "./queries.ts";
import { RemoveProperty, SetProperty } from "./set-property.tsx";
import { peopleTexts } from "./texts.ts";
import { type ChangeItem, historyOf } from "./timeline.ts";
import { useLocal } from "./use-local.ts";
import { tell, typeOf } from "./value.ts";

/** Kept by the server, shown among the clicks. */
const OF_CLICKS = ["click_count", "first_click_at", "last_click_at"];

/** What is known of the person, each with how it came to be. */
export function Properties({ person }: { person: Person }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const mayWrite = useMayWrite();
  const [setting, setSetting] = useState(false);
  const attributes = useQuery(attributesQuery).data ?? [];
  const pages = useInfiniteQuery(timelineQuery(person.euid)).data?.pages ?? [];
  const history = historyOf(pages.flatMap((page) => page.items));
  const names = Object.keys(person.properties).filter((name) => !OF_CLICKS.includes(name));
  const told = text.ofAttributes(format.number(names.length), format.number(attributes.length));
  return (
    <Panel
      title={text.properties}
      aside={
        <span className="acts">
          <span className="dim small num">{told}</span>
          {mayWrite && <Button onClick={() => setSetting(true)}>{text.set}</Button>}
        </span>
      }
    >
      {names.length === 0 && <p className="nothing">{text.noProperties}</p>}
      {names.sort().map((name) => (
        <PropertyRow
          key={name}
          name={name}
          person={person}
          attributes={attributes}
          history={history.get(name) ?? []}
        />
      ))}
      {setting && (
        <SetProperty person={person} attributes={attributes} onClose={() => setSetting(false)} />
      )}
    </Panel>
  );
}

interface RowProps {
  readonly name: string;
  readonly person: Person;
  readonly attributes: readonly Attribute[];
  readonly history: readonly ChangeItem[];
}

function PropertyRow({ name, person, attributes, history }: RowProps): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  const mayWrite = useMayWrite();
  const [acting, setActing] = useState<"set" | "remove" | null>(null);
  const value = person.properties[name];
  const type = attributes.find((it) => it.name === name)?.type ?? typeOf(value);
  const newest = history[0];
  const close = () => setActing(null);
  return (
    <details className="property">
      <summary>
        <span className="mono">{name}</span>
        <span>{tell(value, { text, format, localOf })}</span>
        <span className="dim small">
          <span className="tag">{text[type]}</span> {newest && format.day(localOf(newest.at))}
        </span>
      </summary>
      <History name={name} changes={history} />
      {mayWrite && (
        <div className="acts">
          <Button onClick={() => setActing("set")}>{text.set}</Button>
          <Button onClick={() => setActing("remove")}>{text.remove}</Button>
        </div>
      )}
      {acting === "set" && (
        <SetProperty person={person} attributes={attributes} name={name} onClose={close} />
      )}
      {acting === "remove" && <RemoveProperty euid={person.euid} name={name} onClose={close} />}
    </details>
  );
}

function History({ name, changes }: { name: string; changes: readonly ChangeItem[] }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  const told = (value: unknown) => tell(value, { text, format, localOf });
  if (changes.length === 0) return <p className="dim small">{text.earlier}</p>;
  return (
    <table className="table plain">
      <caption className="vh">{text.history(name)}</caption>
      <thead>
        <tr>
          <th scope="col">{text.when}</th>
          <th scope="col">{text.change}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.at}${told(change.new)}`}>
            <td>{format.dateTime(localOf(change.at))}</td>
            <td>
              {told(change.old)} → {told(change.new)}{" "}
              <span className="dim">{change.operation}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
