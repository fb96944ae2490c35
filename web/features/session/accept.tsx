import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiError } from "../../api.ts";
import { Failed, Loading } from "../../ui/failed.tsx";
import { useTexts } from "../../ui/language.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { PasswordBox } from "../../ui/password-box.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { useErrorTitle } from "../../ui/title.ts";
import { meQuery } from "../../workspace.tsx";
import { Door } from "./door.tsx";
import { PlaceFields, proposeOwnPlace } from "./place-fields.tsx";
import { accept, type Invitation, invitationQuery } from "./queries.ts";
import { sessionTexts } from "./texts.ts";

/** Where a set-up or invitation link leads: who one is, and a password. */
export function Accept(): ReactNode {
  const text = useTexts(sessionTexts);
  const { token = "" } = useSearch({ strict: false });
  const { data, error, refetch } = useQuery(invitationQuery(token));
  if (error instanceof ApiError && !error.unreached) {
    return (
      <Door title={text.deadTitle} lead={text.deadText}>
        <p className="help">
          <LinkButton to="/sign-in">{text.signIn}</LinkButton>
        </p>
      </Door>
    );
  }
  if (data === undefined) {
    return (
      <Door title={text.signIn}>
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
      </Door>
    );
  }
  const { title, lead } = tell(data, text);
  return (
    <Door title={title} lead={lead}>
      <AcceptForm token={token} invitation={data} />
    </Door>
  );
}

function tell({ kind, workspaceNm, role }: Invitation, text: (typeof sessionTexts)["en"]) {
  switch (kind) {
    case "setup":
      return { title: text.setUpTitle, lead: text.setUpText(workspaceNm ?? "") };
    case "invitation":
      return {
        title: text.joinTitle(workspaceNm ?? ""),
        lead: text.joinText(text[role ?? "viewer"]),
      };
    case "reset":
      return { title: text.resetTitle, lead: text.resetText };
  }
}

type FieldName = "name" | "email" | "password";

function AcceptForm(props: { token: string; invitation: Invitation }): ReactNode {
  const text = useTexts(sessionTexts);
  const { token, invitation } = props;
  const { kind, email: known } = invitation;
  /** Somebody with an account joins with its password; everybody else chooses one. */
  const own = kind === "invitation" && invitation.memberYn === "Y";
  const named = kind === "setup" || (kind === "invitation" && !own);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [values, setValues] = useState({ name: "", email: known ?? "", password: "" });
  const [place, setPlace] = useState(proposeOwnPlace);
  const entering = useMutation({
    mutationFn: accept,
    onSuccess: (me) => {
      queryClient.setQueryData(meQuery.queryKey, me);
      void router.navigate({ to: "/", replace: true });
    },
  });
  const refused = entering.error;
  const at = refused instanceof ApiError ? refused.fieldAmong(FIELDS) : null;
  const field = (name: FieldName) => ({
    name,
    value: values[name],
    required: true,
    withAsterisk: false,
    error: at === name ? refused?.message : null,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, email, password } = values;
    entering.mutate({
      token,
      password,
      ...(named && { name: name.trim() }),
      ...(known === null && { email: email.trim() }),
      ...(kind === "setup" && {
        timeZone: place.timeZone,
        homeCountry: place.homeCountry === "" ? null : place.homeCountry,
      }),
    });
  };
  const told = useTold(refused);
  useErrorTitle(at !== null);
  return (
    <form onSubmit={submit}>
      {refused && at === null && <Refusal>{told}</Refusal>}
      {named && (
        <TextInput
          label={text.name}
          description={text.nameHint}
          autoComplete="name"
          maxLength={100}
          {...field("name")}
        />
      )}
      <TextInput
        label={text.email}
        type="email"
        autoComplete="username"
        readOnly={known !== null}
        {...field("email")}
      />
      <PasswordBox
        label={own ? text.password : text.newPassword}
        description={own ? text.ownPasswordHint : text.newPasswordHint}
        autoComplete={own ? "current-password" : "new-password"}
        {...(!own && { minLength: 10 })}
        maxLength={200}
        {...field("password")}
      />
      {kind === "setup" && (
        <PlaceFields
          place={place}
          errorOf={(name) => (at === name ? (refused?.message ?? null) : null)}
          onChange={(change) => setPlace((before) => ({ ...before, ...change }))}
        />
      )}
      <Button type="submit" variant="filled" loading={entering.isPending}>
        {kind === "setup" ? text.setUp : kind === "reset" ? text.reset : text.join}
      </Button>
    </form>
  );
}

function useTold(refused: Error | null): string | null {
  const text = useTexts(sessionTexts);
  if (refused === null) return null;
  if (!(refused instanceof ApiError) || refused.unreached) return text.unreached;
  return refused.code === 40110 ? text.wrong : refused.message;
}

const FIELDS = ["name", "email", "password", "timeZone", "homeCountry"] as const;
