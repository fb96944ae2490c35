import type { ReactNode } from "react";
import { nowIn } from "../../ui/days.ts";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFormat, useWorkspace } from "../../workspace.tsx";
import { type Draft, SETTING_NAMES } from "./draft.ts";
import { LinksOfGroup } from "./links-of-group.tsx";
import type { Group, Overrides } from "./queries.ts";
import { settingTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";
import { type Step, visitorPath } from "./visitor-path.ts";

/** What the settings of the form come to, as they are typed. */
export function VisitorPath({ draft }: { draft: Draft }): ReactNode {
  const text = useTexts(settingsTexts);
  const { timeZone } = useWorkspace();
  const now = nowIn(timeZone, useNow(60_000));
  return (
    <Panel title={text.meets}>
      <div className="body">
        <ol className="spine">
          {visitorPath(draft, now).map((step) => (
            <StepRow key={step.kind} step={step} />
          ))}
        </ol>
        <p className="dim small rail-note">{text.byLink}</p>
      </div>
    </Panel>
  );
}

function StepRow({ step }: { step: Step }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const [when, what] = tell();
  return (
    <li>
      <b>{when}</b>
      {what}
    </li>
  );

  function tell(): readonly [string, string] {
    switch (step.kind) {
      case "early":
        return [text.untilWhen(format.dateTime(step.until)), text.early];
      case "open":
        return [
          step.first ? text.atOnce : text.afterwards,
          (step.password ? text.passwordFirst : "") +
            (step.asked ? text.askedFirst : "") +
            text.theDestination,
        ];
      case "full":
        return [text.afterClicks(format.number(step.after)), text.full];
      case "ended":
        return [
          text.afterWhen(format.dateTime(step.after)),
          step.to?.replace(/^https?:\/\//, "") ?? text.ended,
        ];
    }
  }
}

/** How many links say otherwise, the most first. */
export function OverrideTable(props: {
  overrides: Overrides | undefined;
  group: Group;
}): ReactNode {
  const text = useTexts(settingsTexts);
  const told = useTexts(settingTexts);
  const format = useFormat();
  const { overrides, group } = props;
  if (overrides === undefined) return null;
  const rows = SETTING_NAMES.flatMap((name) => {
    const count = overrides[name];
    return count && count.links > 0 ? [{ name, ...count }] : [];
  }).sort((a, b) => b.links - a.links);
  return (
    <Panel title={text.overrides} className="overrides">
      {rows.length > 0 && (
        <table className="table plain">
          <caption className="vh">{text.overrides}</caption>
          <tbody>
            {rows.map(({ name, links, more }) => (
              <tr key={name}>
                <th scope="row">{told[name].short}</th>
                <td className="r">
                  <LinksOfGroup grpIdx={group.idx} name={name}>
                    {text.of(
                      more ? text.atLeast(format.number(links)) : format.number(links),
                      format.number(group.linkCnt),
                    )}
                  </LinksOfGroup>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="body dim small">
        {rows.length === 0 ? text.overridesNone : text.overridesText}
      </p>
    </Panel>
  );
}
