import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { SecretOnce } from "../../ui/copy.tsx";
import { Confirm, Dialog } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { Setting } from "../../ui/setting.tsx";
import { type FrequencyText, WEBHOOK_FREQUENCIES } from "../../webhook-frequencies.ts";
import { useFormat, useMayWrite } from "../../workspace.tsx";
import { describe } from "./describe.ts";
import { noEffectOf, rotateSecret } from "./queries.ts";
import { complaintTexts } from "./setting-texts.ts";
import { settingsTexts } from "./settings-texts.ts";
import type { GroupDraft } from "./use-group-draft.ts";

const NAMES = [
  "webhookEnableYn",
  "webhookCallbackUrl",
  "webhookMetric",
  "webhookFrequency",
] as const;

/** Of four fields, and one decision: the workspace's webhook or one of the group's own. */
export function WebhookRow({ form }: { form: GroupDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const readOnly = !useMayWrite();
  const own = form.draft.webhookEnableYn === "Y";
  const changed = NAMES.filter((name) => form.changed.includes(name));
  const first = changed[0];
  return (
    <Setting<"Y" | "N">
      name="webhookEnableYn"
      legend={text.webhookLegend}
      does={text.webhookDoes}
      readOnly={readOnly}
      choices={[
        { value: "N", label: text.webhookWorkspace },
        { value: "Y", label: text.webhookOwn },
      ]}
      chosen={own ? "Y" : "N"}
      onChoose={(webhookEnableYn) => form.change({ webhookEnableYn })}
      field={own && <WebhookFields form={form} />}
      effect={own ? text.webhookReplaces(format.number(form.group.linkCnt)) : text.webhookFollows}
      beats={own}
      noEffect={first ? null : noEffectOf(form.group.inForce, "webhookEnableYn")}
      before={first ? describe(first, form.saved[first], { text, format }) : null}
      onUndo={() => form.undo(NAMES)}
    />
  );
}

function WebhookFields({ form }: { form: GroupDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const complaints = useTexts(complaintTexts);
  const format = useFormat();
  const complaint = form.complaints.webhookCallbackUrl ?? form.complaints.webhookEnableYn;
  const refused = NAMES.some((name) => name === form.refusedField);
  const error = complaint ? complaints[complaint] : refused ? form.error?.message : null;
  const value = `${form.draft.webhookMetric}${form.draft.webhookFrequency}`;
  const option = (metric: "C" | "P", n: FrequencyText) => ({
    value: `${metric}${n}`,
    label: (metric === "C" ? text.webhookClick : text.webhookPerson)(format.number(Number(n))),
  });
  return (
    <div className="stack">
      <TextInput
        id="field-webhookCallbackUrl"
        label={text.address}
        type="url"
        maxLength={3_000}
        value={form.draft.webhookCallbackUrl ?? ""}
        error={error}
        onChange={(event) => form.change({ webhookCallbackUrl: event.currentTarget.value })}
      />
      <NativeSelect
        label={text.webhookEvery}
        value={value}
        data={[
          ...WEBHOOK_FREQUENCIES.map((n) => option("C", n)),
          ...WEBHOOK_FREQUENCIES.map((n) => option("P", n)),
        ]}
        onChange={({ currentTarget: { value: chosen } }) =>
          form.change({ webhookMetric: chosen.slice(0, 1), webhookFrequency: chosen.slice(1) })
        }
      />
      {form.saved.webhookEnableYn === "Y" && <Rotation grpIdx={form.group.idx} />}
    </div>
  );
}

function Rotation({ grpIdx }: { grpIdx: number }): ReactNode {
  const text = useTexts(settingsTexts);
  const [asking, setAsking] = useState(false);
  const rotating = useMutation({
    mutationFn: rotateSecret,
    onSettled: () => setAsking(false),
  });
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{text.rotate}</Button>
      {rotating.error && <p role="alert">{rotating.error.message}</p>}
      {asking && (
        <Confirm
          title={text.rotateTitle}
          act={text.rotate}
          busy={rotating.isPending}
          onAct={() => rotating.mutate(grpIdx)}
          onClose={() => setAsking(false)}
        >
          <p>{text.rotateText}</p>
        </Confirm>
      )}
      {rotating.data && <SecretDialog secret={rotating.data} onClose={rotating.reset} />}
    </div>
  );
}

export function SecretDialog(props: { secret: string; onClose: () => void }): ReactNode {
  const text = useTexts(settingsTexts);
  return (
    <Dialog title={text.secretTitle} onClose={props.onClose}>
      <SecretOnce value={props.secret} name={text.secretName} />
      <div className="acts">
        <Button variant="filled" onClick={props.onClose}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  );
}
