import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../../ui/language.tsx";
import { meQuery } from "../../workspace.tsx";
import { Door } from "./door.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { sessionTexts } from "./texts.ts";

export function SignIn(): ReactNode {
  const text = useTexts(sessionTexts);
  const { to = "/" } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const queryClient = useQueryClient();
  return (
    <Door title={text.signIn} lead={location.host}>
      <SignInForm
        onEntered={(me) => {
          queryClient.setQueryData(meQuery.queryKey, me);
          router.history.push(router.basepath + to.replace(/^\/app(?=\/|$)/, ""));
        }}
      />
      <p className="help">{text.help}</p>
    </Door>
  );
}
