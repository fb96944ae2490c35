import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useFormat } from "../../workspace.tsx";
import { deleteGroup, type Group } from "./queries.ts";
import { settingsTexts } from "./settings-texts.ts";

export function DeleteGroup({ group }: { group: Group }): ReactNode {
  const text = useTexts(settingsTexts);
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const deleting = useMutation({
    mutationFn: deleteGroup,
    onSuccess: async () => {
      await navigate({ to: "/groups" });
      queryClient.removeQueries({ queryKey: ["groups", "one", group.idx] });
      void queryClient.invalidateQueries({ queryKey: ["groups"] });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.delete}</Button>
      {asking && (
        <Confirm
          title={text.deleteTitle(group.nm)}
          act={text.delete}
          dangerous
          busy={deleting.isPending}
          onAct={() => deleting.mutate(group.idx)}
          onClose={() => setAsking(false)}
        >
          <p>{text.deleteText(format.number(group.linkCnt))}</p>
          {deleting.error && <p role="alert">{deleting.error.message}</p>}
        </Confirm>
      )}
    </>
  );
}
