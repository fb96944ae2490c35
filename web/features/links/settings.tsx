import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { type Answer, ApiError } from "../../api.ts";
import { Loaded } from "../../ui/failed.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { useErrorTitle } from "../../ui/title.ts";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { DeleteLink } from "./delete-link.tsx";
import { describe } from "./describe.ts";
import { changedNames } from "./draft.ts";
import { Settings, Where } from "./form-sections.tsx";
import { formTexts, nameOf, settingTexts } from "./form-texts.ts";
import { type LinkWithEffective, linkQuery } from "./queries.ts";
import { useFocusOn } from "./use-focus-on.ts";
import { type LinkDraft, type Meanwhile, useLinkDraft } from "./use-link-draft.ts";

export function LinkSettings(): ReactNode {
  const address = useParams({ from: "/in/links/$host/$linkId" });
  const asked = useQuery(linkQuery(address));
  const key = `${address.host}/${address.linkId}`;
  return <Loaded of={asked}>{(loaded) => <SettingsForm key={key} loaded={loaded} />}</Loaded>;
}

function SettingsForm({ loaded }: { loaded: Answer<LinkWithEffective> }): ReactNode {
  const text = useTexts(formTexts);
  const form = useLinkDraft(loaded);
  const mayWrite = useMayWrite();
  useFocusOn(form.toMend);
  useErrorTitle(form.toMend !== null);
  return (
    <form
      className="link-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <Notes form={form} />
      <Where form={form} />
      <Settings form={form} />
      {mayWrite && <DeleteLink link={form.link} />}
      <SaveBar
        changes={form.changed.length}
        hint={text.saveHint}
        saving={form.saving}
        onDiscard={form.discard}
      />
    </form>
  );
}

/** What happened to the last saving, and what somebody else did meanwhile. */
function Notes({ form }: { form: LinkDraft }): ReactNode {
  const text = useTexts(formTexts);
  const { error, meanwhile, justSaved, toMend } = form;
  const unreached = error instanceof ApiError && error.unreached;
  const told = (error !== null && toMend === null) || meanwhile !== null || justSaved;
  useEffect(() => {
    if (told) document.querySelector(".note")?.scrollIntoView({ block: "center" });
  }, [told]);
  return (
    <>
      {meanwhile && <MeanwhileNote meanwhile={meanwhile} onSeen={form.dismiss} />}
      {error && (
        <Refusal>{unreached ? text.unreached : `${text.refused} ${error.message}`}</Refusal>
      )}
      <div role="status">
        {justSaved && (
          <div className="note good">
            <Icon name="check" />
            <div>{text.savedNote}</div>
          </div>
        )}
      </div>
    </>
  );
}

function MeanwhileNote(props: { meanwhile: Meanwhile; onSeen: () => void }): ReactNode {
  const text = useTexts(formTexts);
  const settings = useTexts(settingTexts);
  const format = useFormat();
  const { at, before, theirs, contested } = props.meanwhile;
  return (
    <div className="note" role="alert">
      <Icon name="warning" />
      <div>
        <b>{text.meanwhile(format.time(at))}</b>
        <ul>
          {changedNames(theirs, before).map((name) => (
            <li key={name}>
              {nameOf(name, { text, settings })}:{" "}
              {text.from(
                describe(name, before[name], { text, format }),
                describe(name, theirs[name], { text, format }),
              )}
              {contested.includes(name) && <b> {text.contested}</b>}
            </li>
          ))}
        </ul>
      </div>
      <Button onClick={props.onSeen}>{text.seen}</Button>
    </div>
  );
}
