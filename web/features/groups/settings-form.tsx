import "./settings.css";
import { Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { type Answer, ApiError } from "../../api.ts";
import { PublicPage } from "../../statistics/public-page.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { useErrorTitle } from "../../ui/title.ts";
import { useMayWrite } from "../../workspace.tsx";
import { DeleteGroup } from "./delete-group.tsx";
import type { SettingName } from "./draft.ts";
import { MeanwhileNote } from "./meanwhile-note.tsx";
import { type Group, overridesQuery } from "./queries.ts";
import { OverrideTable, VisitorPath } from "./rail.tsx";
import { SettingRow } from "./setting-row.tsx";
import { complaintTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";
import { groupTexts } from "./texts.ts";
import { type GroupDraft, useGroupDraft } from "./use-group-draft.ts";
import { SecretDialog, WebhookRow } from "./webhook-row.tsx";

const ACCESS: readonly SettingName[] = ["strtYmdt", "endYmdt", "expireUrl", "pwd", "acesMaxCnt"];
const COUNTING: readonly SettingName[] = ["notfSubscYn", "qrBypassYn", "blockOverseasSticsYn"];
const FIGURES: readonly SettingName[] = ["nonmemberSticsPwd"];
const TELLING: readonly SettingName[] = ["pushNotifyYn", "mailNotifyYn"];

export function SettingsForm({ loaded }: { loaded: Answer<Group> }): ReactNode {
  const text = useTexts(settingsTexts);
  const form = useGroupDraft(loaded);
  const overrides = useQuery(overridesQuery(form.group.idx)).data;
  const mayWrite = useMayWrite();
  useFocusOnRefusal(form);
  const rows = (names: readonly SettingName[]) =>
    names.map((name) => <SettingRow key={name} name={name} form={form} overrides={overrides} />);
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <Notes form={form} />
        <div className="group-settings">
          <div>
            <NameAndNote form={form} />
            <Section title={text.access}>{rows(ACCESS)}</Section>
            <Section title={text.counting}>{rows(COUNTING)}</Section>
            <Section title={text.figures}>
              {rows(FIGURES)}
              <PublicPage url={form.group.statisticsUrl} />
            </Section>
            <Section title={text.telling}>
              {rows(TELLING)}
              <WebhookRow form={form} />
            </Section>
            {mayWrite && <DeleteGroup group={form.group} />}
          </div>
          <aside className="rail" aria-label={text.meets}>
            <VisitorPath draft={form.draft} />
            <OverrideTable overrides={overrides} group={form.group} />
          </aside>
        </div>
        <SaveBar
          changes={form.changed.length}
          hint={text.saveHint}
          saving={form.saving}
          onDiscard={form.discard}
        />
      </form>
      <NewSecret secret={form.secret} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <div className="panel">{children}</div>
    </section>
  );
}

function NameAndNote({ form }: { form: GroupDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const group = useTexts(groupTexts);
  const complaints = useTexts(complaintTexts);
  const readOnly = !useMayWrite();
  const errorOf = (name: "nm" | "memo") => {
    const complaint = form.complaints[name];
    if (complaint) return complaints[complaint];
    return form.refusedField === name ? form.error?.message : null;
  };
  return (
    <Section title={text.nameAndNote}>
      <div className="fields">
        <TextInput
          id="field-nm"
          label={group.name}
          maxLength={100}
          readOnly={readOnly}
          value={form.draft.nm ?? ""}
          error={errorOf("nm")}
          onChange={(event) => form.change({ nm: event.currentTarget.value })}
        />
        <Textarea
          id="field-memo"
          label={`${group.note} (${group.noteHint})`}
          rows={2}
          maxLength={1_000}
          readOnly={readOnly}
          value={form.draft.memo ?? ""}
          error={errorOf("memo")}
          onChange={(event) => form.change({ memo: event.currentTarget.value })}
        />
      </div>
    </Section>
  );
}

/** What happened to the last saving, and what somebody else did meanwhile. */
function Notes({ form }: { form: GroupDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const { error, meanwhile, justSaved } = form;
  const unreached = error instanceof ApiError && error.unreached;
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

/** The focus goes to what must be mended; where that is no field, to the note at the top. */
function useFocusOnRefusal({ complaints, refusedField, error, meanwhile }: GroupDraft): void {
  const first = Object.keys(complaints)[0] ?? refusedField;
  useErrorTitle(first !== null);
  useEffect(() => {
    if (first == null) return;
    const field =
      document.getElementById(`field-${first}`) ??
      document.getElementById("field-webhookCallbackUrl") ??
      document.querySelector<HTMLElement>(`[data-setting="${first}"] input:checked`);
    field?.focus();
  }, [first]);
  const told = (error !== null && refusedField === null) || meanwhile !== null;
  useEffect(() => {
    if (told) document.querySelector(".note")?.scrollIntoView({ block: "center" });
  }, [told]);
}

function NewSecret({ secret }: { secret: string | null }): ReactNode {
  const [closed, setClosed] = useState<string | null>(null);
  if (secret === null || secret === closed) return null;
  return <SecretDialog secret={secret} onClose={() => setClosed(secret)} />;
}
