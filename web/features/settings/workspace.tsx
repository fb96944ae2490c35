import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { Answer } from "../../api.ts";
import { Loaded } from "../../ui/failed.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useLanguage, useTexts } from "../../ui/language.tsx";
import { listCountries, listZones } from "../../ui/places.ts";
import { SaveBar } from "../../ui/save-bar.tsx";
import { useErrorTitle } from "../../ui/title.ts";
import { useIsOwner, useMe } from "../../workspace.tsx";
import type { Field } from "./draft.ts";
import { Refused } from "./note.tsx";
import { domainsQuery, type Settings, settingsQuery } from "./queries.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { settingsTexts } from "./texts.ts";
import { type SettingsDraft, useSettingsDraft } from "./use-settings-draft.ts";
import { WebhookFields } from "./webhook.tsx";

export function WorkspaceSettings(): ReactNode {
  const asked = useQuery(settingsQuery);
  return <Loaded of={asked}>{(loaded) => <SettingsForm loaded={loaded} />}</Loaded>;
}

function SettingsForm({ loaded }: { loaded: Answer<Settings> }): ReactNode {
  const text = useTexts(settingsTexts);
  const form = useSettingsDraft(loaded, text);
  const owner = useIsOwner();
  const { toMend } = form;
  useErrorTitle(toMend !== null);
  useEffect(() => {
    if (toMend) document.getElementById(`field-${toMend}`)?.focus();
  }, [toMend]);
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      {!owner && <p className="dim">{text.readOnly}</p>}
      <Notes form={form} />
      <Section title={text.about}>
        <About form={form} />
      </Section>
      <Section title={text.notices}>
        <Notices form={form} />
      </Section>
      <Section title={text.webhook}>
        <WebhookFields form={form} />
      </Section>
      <SaveBar
        changes={form.changed.length}
        hint={text.saveHint}
        saving={form.saving}
        onDiscard={form.discard}
      />
      <NewSecret secret={form.secret} />
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div className="panel">
        <div className="fields">{children}</div>
      </div>
    </section>
  );
}

function Notes({ form }: { form: SettingsDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  return (
    <>
      {form.theirs.length > 0 && (
        <div className="note" role="alert">
          <Icon name="warning" />
          <div>{text.meanwhile(form.theirs.map((name) => text[name]).join(", "))}</div>
          <Button onClick={form.dismiss}>{text.seen}</Button>
        </div>
      )}
      <Refused error={form.refused} />
      <div role="status">
        {form.justSaved && (
          <div className="note good">
            <Icon name="check" />
            <div>{text.savedNote}</div>
          </div>
        )}
      </div>
    </>
  );
}

/** What every field of the form has in common. */
function useField(form: SettingsDraft) {
  const owner = useIsOwner();
  return (name: Field) => ({
    id: `field-${name}`,
    value: form.draft[name],
    error: form.errorOf(name),
    disabled: !owner,
    onChange: (event: { currentTarget: { value: string } }) =>
      form.change({ [name]: event.currentTarget.value }),
  });
}

const LOCALES = [
  { value: "en", label: "English" },
  { value: "id", label: "Indonesia" },
  { value: "ko", label: "한국어" },
  { value: "ja", label: "日本語" },
];

function About({ form }: { form: SettingsDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const language = useLanguage();
  const field = useField(form);
  const domains = (useQuery(domainsQuery).data ?? []).filter(({ ownYn }) => ownYn === "Y");
  const countries = listCountries(language);
  return (
    <>
      <TextInput label={text.name} maxLength={100} {...field("name")} />
      <p className="dim">
        {text.plan}: {form.settings.plan}
      </p>
      <NativeSelect
        label={text.timeZone}
        description={text.timeZoneHint}
        data={[...listZones(form.draft.timeZone)]}
        {...field("timeZone")}
      />
      <NativeSelect
        label={text.homeCountry}
        description={text.homeCountryHint}
        data={[{ value: "", label: text.noCountry }, ...countries]}
        {...field("homeCountry")}
      />
      <NativeSelect
        label={text.locale}
        description={text.localeHint}
        data={LOCALES}
        {...field("locale")}
      />
      <NativeSelect
        label={text.defaultDomain}
        data={[
          { value: "", label: text.serversDomain },
          ...domains.map(({ domain }) => ({ value: domain, label: domain })),
        ]}
        {...field("defaultDomain")}
      />
    </>
  );
}

function Notices({ form }: { form: SettingsDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const { mailYn } = useMe();
  const field = useField(form);
  const gone = form.settings.unsubscribedEmails ?? [];
  return (
    <>
      <TextInput
        label={text.notifyThresholds}
        description={text.thresholdsHint}
        maxLength={2_000}
        {...field("notifyThresholds")}
      />
      <Textarea
        label={text.notifyEmails}
        description={text.emailsHint}
        rows={3}
        maxLength={6_000}
        {...field("notifyEmails")}
      />
      {mailYn === "N" && <p className="dim">{text.noMail}</p>}
      {gone.length > 0 && <p className="dim">{text.unsubscribed(gone.join(", "))}</p>}
    </>
  );
}

function NewSecret({ secret }: { secret: string | null }): ReactNode {
  const [closed, setClosed] = useState<string | null>(null);
  if (secret === null || secret === closed) return null;
  return <SecretDialog secret={secret} onClose={() => setClosed(secret)} />;
}
