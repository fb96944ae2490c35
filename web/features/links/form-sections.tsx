import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { useMayWrite } from "../../workspace.tsx";
import type { BasicName, SettingName } from "./draft.ts";
import { formTexts } from "./form-texts.ts";
import { GroupPicker } from "./group-picker.tsx";
import type { LinkForm } from "./link-form.ts";
import { DateTimeField } from "./setting-field.tsx";
import { SettingRow } from "./setting-row.tsx";
import { linkTexts } from "./texts.ts";

const ACCESS: readonly SettingName[] = ["strtYmdt", "endYmdt", "expireUrl", "pwd", "acesMaxCnt"];
const COUNTING: readonly SettingName[] = ["notfSubscYn", "qrBypassYn", "blockOverseasSticsYn"];
const FIGURES: readonly SettingName[] = ["nonmemberSticsPwd"];
const TELLING: readonly SettingName[] = ["pushNotifyYn", "mailNotifyYn"];

export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="section" aria-label={title}>
      <h2>{title}</h2>
      <div className="panel">{children}</div>
    </section>
  );
}

/** What every text field of the form has in common. */
function useField(form: LinkForm) {
  const readOnly = !useMayWrite();
  return (name: BasicName) => ({
    id: `field-${name}`,
    value: form.draft[name] ?? "",
    error: form.errorOf(name),
    readOnly,
    onChange: (event: { currentTarget: { value: string } }) =>
      form.change({ [name]: event.currentTarget.value }),
  });
}

/** Destination, title, group and note; `naming` stands after the destination. */
export function Where({ form, naming }: { form: LinkForm; naming?: ReactNode }): ReactNode {
  const text = useTexts(formTexts);
  const readOnly = !useMayWrite();
  const field = useField(form);
  return (
    <Section title={text.where}>
      <div className="fields">
        <TextInput
          label={text.destination}
          description={text.destinationHint}
          type="url"
          inputMode="url"
          maxLength={3_000}
          {...field("url")}
        />
        {naming}
        <TextInput label={text.ttl} description={text.ttlHint} maxLength={200} {...field("ttl")} />
        <GroupPicker
          id="field-grpIdx"
          label={text.group}
          value={form.draft.grpIdx || "0"}
          above={[{ value: "0", label: text.noGroup }]}
          readOnly={readOnly}
          error={form.errorOf("grpIdx")}
          onChange={(grpIdx) => form.change({ grpIdx: grpIdx === "0" ? "" : grpIdx })}
        />
        <Textarea
          label={`${text.note} (${text.noteHint})`}
          rows={2}
          maxLength={1_000}
          {...field("memo")}
        />
      </div>
    </Section>
  );
}

export function Settings({ form }: { form: LinkForm }): ReactNode {
  const text = useTexts(formTexts);
  const rows = (names: readonly SettingName[]) =>
    names.map((name) => <SettingRow key={name} name={name} form={form} />);
  return (
    <>
      <Section title={text.access}>{rows(ACCESS)}</Section>
      <Section title={text.counting}>{rows(COUNTING)}</Section>
      <Section title={text.figures}>{rows(FIGURES)}</Section>
      <Section title={text.telling}>{rows(TELLING)}</Section>
      <Preview form={form} />
    </>
  );
}

function Preview({ form }: { form: LinkForm }): ReactNode {
  const text = useTexts(formTexts);
  const link = useTexts(linkTexts);
  const readOnly = !useMayWrite();
  const field = useField(form);
  const { readOnly: _, ...redirect } = field("redirectType");
  return (
    <Section title={text.preview}>
      <div className="fields">
        <NativeSelect
          label={text.redirectType}
          disabled={readOnly}
          data={[
            { value: "302", label: link.temporary },
            { value: "301", label: link.permanent },
            { value: "200", label: link.page },
          ]}
          {...redirect}
        />
        <Textarea label={text.description} rows={2} maxLength={1_000} {...field("description")} />
        <TextInput
          label={`${text.metaImg} (${text.metaHint})`}
          type="url"
          maxLength={3_000}
          {...field("metaImg")}
        />
        <DateTimeField
          id="field-delYmdt"
          label={text.delYmdt}
          value={form.draft.delYmdt ?? ""}
          error={form.errorOf("delYmdt")}
          readOnly={readOnly}
          onChange={(delYmdt) => form.change({ delYmdt })}
        />
      </div>
    </Section>
  );
}
