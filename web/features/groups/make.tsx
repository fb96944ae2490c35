import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ApiError } from "../../api.ts";
import { useTexts } from "../../ui/language.tsx";
import { Page, Panel } from "../../ui/page.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import { LeaveGuard } from "../../ui/save-bar.tsx";
import { createGroup } from "./queries.ts";
import { groupTexts } from "./texts.ts";

export function MakeGroup(): ReactNode {
  const text = useTexts(groupTexts);
  return (
    <Page title={text.newTitle} above={<Link to="/groups">{text.title}</Link>} lead={text.newLead}>
      <MakeForm />
    </Page>
  );
}

function MakeForm(): ReactNode {
  const text = useTexts(groupTexts);
  const [nm, setName] = useState("");
  const [memo, setMemo] = useState("");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const making = useMutation({
    mutationFn: createGroup,
    onSuccess: async (grpIdx) => {
      void queryClient.invalidateQueries({ queryKey: ["groups", "list"] });
      await navigate({ to: "/groups/$grpIdx/settings", params: { grpIdx: String(grpIdx) } });
    },
  });
  const refused = making.error;
  const at = refused instanceof ApiError ? refused.fieldAmong(["nm", "memo"]) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate({ nm: nm.trim(), ...(memo.trim() && { memo: memo.trim() }) });
  };
  return (
    <Panel label={text.newTitle} className="narrow">
      <form className="fields" onSubmit={submit}>
        {refused && at === null && (
          <Refusal>
            {refused instanceof ApiError && refused.unreached ? text.unreached : refused.message}
          </Refusal>
        )}
        <TextInput
          label={text.name}
          required
          withAsterisk={false}
          maxLength={100}
          autoFocus
          value={nm}
          error={at === "nm" ? refused?.message : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={`${text.note} (${text.noteHint})`}
          rows={3}
          maxLength={1_000}
          value={memo}
          error={at === "memo" ? refused?.message : null}
          onChange={(event) => setMemo(event.currentTarget.value)}
        />
        <div className="acts">
          <Button type="submit" variant="filled" loading={making.isPending}>
            {text.create}
          </Button>
        </div>
      </form>
      <LeaveGuard when={(nm !== "" || memo !== "") && !making.isPending && !making.isSuccess} />
    </Panel>
  );
}
