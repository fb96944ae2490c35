import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { WEBHOOK_FREQUENCIES } from "../../webhook-frequencies.ts";
import { useFormat, useIsOwner, useMayWrite } from "../../workspace.tsx";
import type { Field } from "./draft.ts";
import { rotateSecret, testWebhook } from "./queries.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { settingsTexts } from "./texts.ts";
import type { SettingsDraft } from "./use-settings-draft.ts";

export function WebhookFields({ form }: { form: SettingsDraft }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const owner = useIsOwner();
  const mayWrite = useMayWrite();
  const field = (name: Field) => ({
    id: `field-${name}`,
    value: form.draft[name],
    error: form.errorOf(name),
    disabled: !owner,
    onChange: (event: { currentTarget: { value: string } }) =>
      form.change({ [name]: event.currentTarget.value }),
  });
  const { secretYn, callbackUrl } = form.settings.globalWebhook;
  return (
    <>
      <NativeSelect
        label={text.enableYn}
        data={[
          { value: "Y", label: text.on },
          { value: "N", label: text.off },
        ]}
        {...field("enableYn")}
      />
      <TextInput label={text.callbackUrl} type="url" maxLength={3_000} {...field("callbackUrl")} />
      <NativeSelect
        label={text.metric}
        data={[
          { value: "C", label: text.clicks },
          { value: "P", label: text.people },
        ]}
        {...field("metric")}
      />
      <NativeSelect
        label={text.frequency}
        data={WEBHOOK_FREQUENCIES.map((n) => ({
          value: n,
          label: text.every(format.number(Number(n))),
        }))}
        {...field("frequency")}
      />
      <p className="dim">{secretYn === "Y" ? text.hasSecret : text.noSecret}</p>
      <div className="acts">
        {mayWrite && callbackUrl !== null && <TestButton />}
        {owner && secretYn === "Y" && <RotateButton />}
      </div>
    </>
  );
}

function TestButton(): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const testing = useMutation({ mutationFn: testWebhook });
  const result = testing.data;
  return (
    <div>
      <Button loading={testing.isPending} onClick={() => testing.mutate()}>
        {text.test}
      </Button>
      <p className="dim small">{text.testSaved}</p>
      <div role="status">
        {result && (
          <p className={result.error === null ? "up" : "dn"}>
            {result.error === null
              ? text.testGood(String(result.status), format.number(result.ms))
              : text.testBad(result.error, format.number(result.ms))}
          </p>
        )}
        {testing.error && <p className="dn">{testing.error.message}</p>}
      </div>
    </div>
  );
}

function RotateButton(): ReactNode {
  const text = useTexts(settingsTexts);
  const [asking, setAsking] = useState(false);
  const rotating = useMutation({ mutationFn: rotateSecret, onSuccess: () => setAsking(false) });
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{text.rotate}</Button>
      {asking && (
        <Confirm
          title={text.rotateTitle}
          act={text.rotate}
          busy={rotating.isPending}
          onAct={() => rotating.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{text.rotateText}</p>
          {rotating.error && <p role="alert">{rotating.error.message}</p>}
        </Confirm>
      )}
      {rotating.data && <SecretDialog secret={rotating.data} onClose={() => rotating.reset()} />}
    </div>
  );
}
