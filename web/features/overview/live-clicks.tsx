import type { ReactNode } from "react";
import { nowIn } from "../../ui/days.ts";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { type LiveClick, perMinute } from "./live-log.ts";
import { overviewTexts } from "./texts.ts";
import { MINUTES, useLiveClicks } from "./use-live-clicks.ts";

const SHOWN = 30;

/** No live region: who listens to the page is not interrupted by each click. */
export function LiveClicks(): ReactNode {
  const text = useTexts(overviewTexts);
  const format = useFormat();
  const { log, connected, pause, resume } = useLiveClicks();
  const state = log.paused ? text.liveOff : connected ? text.liveOn : text.liveLost;
  const aside = (
    <span className="live-acts">
      <span className={connected && !log.paused ? "live-state on" : "live-state"}>{state}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={log.paused ? text.resume : text.pause}
        onClick={log.paused ? resume : pause}
      >
        <Icon name={log.paused ? "play" : "pause"} />
      </button>
    </span>
  );
  return (
    <Panel title={text.live} aside={aside} className="live-panel">
      <Lately counts={log.counts} />
      {log.held.length > 0 && (
        <p className="nothing">
          <button type="button" className="text-button" onClick={resume}>
            {text.missed(format.number(log.held.length))}
          </button>
        </p>
      )}
      {log.shown.length === 0 ? (
        <p className="nothing">{text.waiting}</p>
      ) : (
        <ol className="feed">
          {log.shown.slice(0, SHOWN).map((click, at) => (
            <Click key={click.id} click={click} newest={at === 0} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Lately({ counts }: { counts: ReadonlyMap<string, number> }): ReactNode {
  const text = useTexts(overviewTexts);
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const now = nowIn(timeZone, useNow(5_000));
  const minutes = perMinute(counts, now, MINUTES);
  const recent = minutes.slice(-5).reduce((sum, it) => sum + it, 0);
  const most = Math.max(...minutes);
  const label = text.perMinute(format.number(Math.min(...minutes)), format.number(most));
  return (
    <div className="now">
      <b className="num">{format.number(recent)}</b>{" "}
      <span className="dim">{text.lately(format.number(recent))}</span>
      <svg
        viewBox={`0 0 ${MINUTES * 10} 32`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {minutes.map((count, at) => {
          const height = Math.max(1, most === 0 ? 1 : (count / most) * 32);
          // biome-ignore lint/suspicious/noArrayIndexKey: a minute is its place
          return <rect key={at} x={at * 10 + 1} y={32 - height} width="8" height={height} />;
        })}
      </svg>
    </div>
  );
}

function Click({ click, newest }: { click: LiveClick; newest: boolean }): ReactNode {
  const text = useTexts(overviewTexts);
  const format = useFormat();
  const devices: Readonly<Record<string, string>> = {
    mobile: text.phone,
    tablet: text.tablet,
    desktop: text.desktop,
  };
  const where = [
    click.country ? format.country(click.country) : text.unknownCountry,
    devices[click.device] ?? text.otherDevice,
    click.qrYn === "Y" ? text.qrScan : click.referrer || text.direct,
  ];
  return (
    <li className={newest ? "new" : undefined}>
      <time dateTime={click.acesYmdt.replace(" ", "T")}>{format.time(click.acesYmdt, true)}</time>
      <span className="link-name">{click.linkId ? `/${click.linkId}` : text.deletedLink}</span>
      {click.euid && (
        <>
          {" "}
          <span className="tag on">{click.euid}</span>
        </>
      )}
      <p>{where.join(" · ")}</p>
    </li>
  );
}
