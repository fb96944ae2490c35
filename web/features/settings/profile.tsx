import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { useMe } from "../../workspace.tsx";
import { Refused } from "./note.tsx";
import { PushNotices } from "./push.tsx";
import { updateMe } from "./queries.ts";
import { settingsTexts } from "./texts.ts";

export function Profile(): ReactNode {
  const text = useTexts(settingsTexts);
  return (
    <div className="stack narrow">
      <p className="dim">{text.profileLead}</p>
      <NameAndLanguage />
      <PushNotices />
      <ChangePassword />
    </div>
  );
}

function NameAndLanguage(): ReactNode {
  const text = useTexts(settingsTexts);
  const me = useMe();
  const [name, setName] = useState(me.name);
  const [language, setLanguage] = useState<string>(me.language);
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: updateMe,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["me"] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate({ name: name.trim(), language });
  };
  return (
    <Panel title={text.profile}>
      <form className="fields" onSubmit={submit}>
        <Refused error={saving.error} />
        <p className="dim">{me.email}</p>
        <TextInput
          label={text.name}
          required
          withAsterisk={false}
          maxLength={100}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.language}
          value={language}
          data={[
            { value: "en", label: "English" },
            { value: "id", label: "Indonesia" },
          ]}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        />
        <div className="acts">
          <Button type="submit" variant="filled" loading={saving.isPending}>
            {text.saveProfile}
          </Button>
        </div>
        <p role="status">{saving.isSuccess && text.savedNote}</p>
      </form>
    </Panel>
  );
}

const SHORTEST = 10;

function ChangePassword(): ReactNode {
  const text = useTexts(settingsTexts);
  const me = useMe();
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const [short, setShort] = useState(false);
  const saving = useMutation({
    mutationFn: updateMe,
    onSuccess: () => {
      setPassword("");
      setNewPassword("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tooShort = [...newPassword].length < SHORTEST;
    setShort(tooShort);
    if (!tooShort) saving.mutate({ password, newPassword });
  };
  return (
    <Panel title={text.changePassword}>
      <form className="fields" onSubmit={submit}>
        <Refused error={saving.error} />
        <input type="hidden" autoComplete="username" value={me.email} readOnly />
        <PasswordBox
          label={text.password}
          required
          withAsterisk={false}
          autoComplete="current-password"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordBox
          label={text.newPassword}
          description={text.passwordHint}
          required
          withAsterisk={false}
          autoComplete="new-password"
          maxLength={200}
          value={newPassword}
          error={short ? text.passwordShort : null}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        <div className="acts">
          <Button type="submit" loading={saving.isPending}>
            {text.changePassword}
          </Button>
        </div>
        <p role="status">{saving.isSuccess && text.passwordChanged}</p>
      </form>
    </Panel>
  );
}
