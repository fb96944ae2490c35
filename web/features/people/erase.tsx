import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { erasePerson } from "./queries.ts";
import { peopleTexts } from "./texts.ts";

/** What cannot be undone asks for the number to be typed. */
export function ErasePerson({ euid }: { euid: number }): ReactNode {
  const text = useTexts(peopleTexts);
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const erasing = useMutation({
    mutationFn: erasePerson,
    onSuccess: async () => {
      await navigate({ to: "/people" });
      queryClient.removeQueries({ queryKey: ["people"] });
    },
  });
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{text.erase}</Button>
      {asking && (
        <Confirm
          title={text.eraseTitle(euid)}
          act={text.erase}
          dangerous
          busy={erasing.isPending}
          onAct={() => typed.trim() === String(euid) && erasing.mutate(euid)}
          onClose={() => setAsking(false)}
        >
          <p>{text.eraseText}</p>
          <TextInput
            className="after"
            label={text.eraseConfirm(euid)}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {erasing.error && <p role="alert">{erasing.error.message}</p>}
        </Confirm>
      )}
    </div>
  );
}
