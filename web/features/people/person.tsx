import "./people.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Loaded } from "../../ui/failed.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { ErasePerson } from "./erase.tsx";
import { Properties } from "./properties.tsx";
import { type Person, personQuery } from "./queries.ts";
import { peopleTexts } from "./texts.ts";
import { Timeline } from "./timeline-panel.tsx";
import { useLocal } from "./use-local.ts";

/** Everything that is known of one person. */
export function PersonPage(): ReactNode {
  const { euid } = useParams({ from: "/in/people/$euid" });
  const asked = useQuery(personQuery(Number(euid)));
  return <Loaded of={asked}>{(person) => <PersonView person={person} />}</Loaded>;
}

function PersonView({ person }: { person: Person }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  const mayWrite = useMayWrite();
  return (
    <Page
      title={titleOf(person, text.person)}
      above={<Link to="/people">{text.title}</Link>}
      lead={text.knownSince(format.date(localOf(person.created_at)))}
    >
      <div className="person">
        <div className="stack">
          <Clicks person={person} />
          <Contacts person={person} />
          <Identifiers person={person} />
          {mayWrite && <ErasePerson euid={person.euid} />}
        </div>
        <div className="stack">
          <Properties person={person} />
          <Timeline euid={person.euid} />
        </div>
      </div>
    </Page>
  );
}

/** What the person is called, where a property says it. */
function titleOf({ properties, euid }: Person, person: string): string {
  const name = properties["name"] ?? properties["full_name"];
  return typeof name === "string" ? name : `${person} ${euid}`;
}

function Clicks({ person }: { person: Person }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  const { click_count: count, first_click_at: first, last_click_at: last } = person.properties;
  const when = (value: unknown) =>
    typeof value === "string" ? format.dateTime(localOf(value)) : "–";
  return (
    <Panel title={text.clicks}>
      <dl className="three">
        <div>
          <dt className="dim small">{text.clicksOnPersonal}</dt>
          <dd className="big num">{format.number(Number(count ?? 0))}</dd>
        </div>
        <div>
          <dt className="dim small">{text.first}</dt>
          <dd>{when(first)}</dd>
        </div>
        <div>
          <dt className="dim small">{text.last}</dt>
          <dd>{when(last)}</dd>
        </div>
      </dl>
    </Panel>
  );
}

const CONTACTS = ["email", "mobile_phone", "whatsapp_phone", "landline_phone"] as const;

function Contacts({ person }: { person: Person }): ReactNode {
  const text = useTexts(peopleTexts);
  const known = CONTACTS.filter((name) => person.contacts[name] !== undefined);
  return (
    <Panel title={text.contacts}>
      {known.length === 0 && <p className="nothing">{text.noContacts}</p>}
      <dl className="kv">
        {known.map((name) => (
          <div key={name}>
            <dt>{text[name]}</dt>
            <dd>
              {name === "email" ? (
                person.contacts[name]
              ) : (
                <Phone
                  raw={person.contacts[name] ?? ""}
                  normal={person.normalized[name] ?? null}
                  ambiguous={person.ambiguous.includes(name)}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

interface PhoneProps {
  readonly raw: string;
  /** E.164. */
  readonly normal: string | null;
  readonly ambiguous: boolean;
}

function Phone({ raw, normal, ambiguous }: PhoneProps): ReactNode {
  const text = useTexts(peopleTexts);
  return (
    <>
      <span className="num">{normal ?? raw}</span>{" "}
      <span className={ambiguous ? "tag warn" : "tag good"}>
        <Icon name={ambiguous ? "warning" : "check"} size={12} />
        {ambiguous ? text.ambiguous : text.valid}
      </span>
      {ambiguous && <div className="dim small">{text.ambiguousText}</div>}
      {normal !== null && normal !== raw && <div className="dim small">{text.asGiven(raw)}</div>}
    </>
  );
}

function Identifiers({ person }: { person: Person }): ReactNode {
  const text = useTexts(peopleTexts);
  const { user_id, anonymous_id, registration_id } = person.identifiers;
  const rows: readonly (readonly [string, readonly (string | number | null)[]])[] = [
    ["EUID", [person.euid]],
    ["user_id", [user_id]],
    ["anonymous_id", [anonymous_id]],
    ["registration_id", registration_id],
  ];
  return (
    <Panel title={text.identifiers}>
      <dl className="kv">
        {rows.map(([name, values]) => {
          const said = values.filter((value) => value !== null);
          return (
            said.length > 0 && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">
                  {said.map((value) => (
                    <div key={value}>{value}</div>
                  ))}
                </dd>
              </div>
            )
          );
        })}
      </dl>
    </Panel>
  );
}
