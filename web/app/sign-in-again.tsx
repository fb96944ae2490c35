import { type ReactNode, useEffect, useState } from "react";
import { ApiError, surroundings } from "../api.ts";
import { SignInForm } from "../features/session/sign-in-form.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useTexts } from "../ui/language.tsx";
import type { Me } from "../workspace.tsx";
import { appTexts } from "./texts.ts";

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Where the session ends in the middle of something: a door over the page, which stays as it is. */
export function SignInAgain({ me }: { me: Me }): ReactNode {
  const text = useTexts(appTexts);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  useEffect(() => {
    let current: Waiting | null = null;
    surroundings.signInAgain = () => {
      // All calls that were refused wait for the one door.
      current ??= { ...Promise.withResolvers<void>() };
      setWaiting(current);
      const clear = () => {
        current = null;
        setWaiting(null);
      };
      current.promise.then(clear, clear);
      return current.promise;
    };
    return () => {
      surroundings.signInAgain = null;
    };
  }, []);
  if (waiting === null) return null;
  const enter = (entered: Me) => {
    // Somebody else must not go on with what this member typed.
    if (entered.memberIdx !== me.memberIdx) location.reload();
    else waiting.resolve();
  };
  return (
    <Dialog
      title={text.signedOutTitle}
      onClose={() =>
        waiting.reject(new ApiError(text.signedOutTitle, { code: 40100, status: 401 }))
      }
    >
      <p>{text.signedOutText}</p>
      <SignInForm email={me.email} onEntered={enter} />
    </Dialog>
  );
}
