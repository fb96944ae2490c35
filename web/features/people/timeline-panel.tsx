import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { todayIn } from "../../ui/days.ts";
import { Loaded } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { timelineQuery } from "./queries.ts";
import { type PeopleTexts, peopleTexts } from "./texts.ts";
import { byDay, type ContactItem, type TimelineItem } from "./timeline.ts";
import { useLocal } from "./use-local.ts";
import { tell } from "./value.ts";

/** What happened, the newest first, day by day. */
export function Timeline({ euid }: { euid: number }): ReactNode {
  const text = useTexts(peopleTexts);
  const localOf = useLocal();
  const asked = useInfiniteQuery(timelineQuery(euid));
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={text.timeline}>
      <Loaded of={asked}>
        {() => (
          <>
            {items.length === 0 && <p className="nothing">{text.nothingYet}</p>}
            {byDay(items, localOf).map(({ day, items: of }) => (
              <section key={day} aria-label={day}>
                <DayName day={day} />
                <ol className="feed">
                  {of.map((item, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: items have no number, and only grow at the end of a day
                    <Item key={at} item={item} />
                  ))}
                </ol>
              </section>
            ))}
          </>
        )}
      </Loaded>
      {asked.hasNextPage && (
        <div className="body after">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {text.more}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function DayName({ day }: { day: string }): ReactNode {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const today = day === todayIn(timeZone, new Date());
  return (
    <h3 className="day">
      {today && `${text.today}, `}
      {format.weekday(day)}
    </h3>
  );
}

function Item({ item }: { item: TimelineItem }): ReactNode {
  const format = useFormat();
  const localOf = useLocal();
  const [title, detail] = useTold(item);
  return (
    <li className={`of-${item.type}`}>
      <time dateTime={item.at}>{format.time(localOf(item.at), true)}</time>
      <span className="strong">{title}</span>
      {detail && <p>{detail}</p>}
    </li>
  );
}

function useTold(item: TimelineItem): readonly [title: string, detail: string] {
  const text = useTexts(peopleTexts);
  const format = useFormat();
  const localOf = useLocal();
  const told = (value: unknown) => tell(value, { text, format, localOf });
  switch (item.type) {
    case "event": {
      const said = Object.entries(item.properties).map(([name, value]) => `${name} ${told(value)}`);
      return [item.name, said.join(" · ")];
    }
    case "click": {
      const { link, group, country, device, referrer } = item.properties;
      const where = [
        group,
        country && format.country(country),
        deviceOf(device, text),
        referrer ? text.from(referrer) : text.direct,
      ];
      return [text.clicked(link ?? text.aLink), where.filter(Boolean).join(" · ")];
    }
    case "change":
      if (item.operation === "contact") return toldContact(item, text, told);
      return [`${item.attribute} ${told(item.old)} → ${told(item.new)}`, item.operation];
    case "merge":
      return [
        text.mergedIn(item.euid),
        item.left_out.length > 0 ? text.leftOut(item.left_out.join(", ")) : text.mergedAll,
      ];
  }
}

function toldContact(
  { name, old, new: now, source }: ContactItem,
  text: PeopleTexts,
  told: (value: unknown) => string,
): readonly [title: string, detail: string] {
  const why = typeof source === "number" ? text.contactChanged : text[source];
  return [`${text[name]} ${told(old)} → ${told(now)}`, why];
}

function deviceOf(device: string, text: PeopleTexts): string {
  const { phone, tablet, desktop, otherDevice } = text;
  return { mobile: phone, tablet, desktop }[device] ?? otherDevice;
}
