import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api.ts";
import { useLanguage, useTexts } from "../../ui/language.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import type { Me } from "../../workspace.tsx";
import { signIn } from "./queries.ts";
import { sessionTexts } from "./texts.ts";

interface SignInFormProps {
  /** Known already where a session ended. */
  readonly email?: string;
  readonly onEntered: (me: Me) => void;
}

/** The door itself. What was typed stays, whatever the server says. */
export function SignInForm({ email: known = "", onEntered }: SignInFormProps): ReactNode {
  const text = useTexts(sessionTexts);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const entering = useMutation({ mutationFn: signIn, onSuccess: onEntered });
  const wait = useWait(entering.error);
  const refusal = useRefusal(entering.error, wait);
  useEffect(() => {
    if (entering.error !== null) field.current?.focus();
  }, [entering.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate({ email: email.trim(), password });
  };
  return (
    <form onSubmit={submit}>
      {refusal && <Refusal>{refusal}</Refusal>}
      <TextInput
        label={text.email}
        type="email"
        name="email"
        required
        withAsterisk={false}
        autoComplete="username"
        autoCapitalize="none"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordBox
        ref={field}
        label={text.password}
        name="password"
        required
        withAsterisk={false}
        autoComplete="current-password"
        aria-invalid={entering.error !== null}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" loading={entering.isPending} disabled={wait > 0}>
        {text.signIn}
      </Button>
    </form>
  );
}

/** Seconds until the lock opens, counted down; 0 where there is none. */
function useWait(error: Error | null): number {
  const [wait, setWait] = useState(0);
  useEffect(() => {
    if (!(error instanceof ApiError) || error.retryAfter === null) return setWait(0);
    const until = Date.now() + error.retryAfter * 1000;
    const tick = () => setWait(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [error]);
  return wait;
}

function useRefusal(error: Error | null, wait: number): string | null {
  const text = useTexts(sessionTexts);
  const language = useLanguage();
  if (error === null) return null;
  if (!(error instanceof ApiError) || error.unreached) return text.unreached;
  if (error.status === 429) {
    if (wait === 0) return text.lockOver;
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
    return text.locked(
      wait > 90 ? relative.format(Math.ceil(wait / 60), "minute") : relative.format(wait, "second"),
    );
  }
  return error.code === 40110 ? text.wrong : error.message;
}
