import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Confirm } from "../../ui/dialog.tsx";
import { useTexts } from "../../ui/language.tsx";
import { hostOf, shown } from "./address.ts";
import { deleteLink, type LinkRow } from "./queries.ts";
import { linkTexts } from "./texts.ts";

export function DeleteLink({ link }: { link: LinkRow }): ReactNode {
  const text = useTexts(linkTexts);
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const address = { host: hostOf(link.domain), linkId: link.linkId };
  const deleting = useMutation({
    mutationFn: deleteLink,
    onSuccess: async () => {
      await navigate({ to: "/links", ignoreBlocker: true });
      queryClient.removeQueries({ queryKey: ["links", "one", address] });
      void queryClient.invalidateQueries({ queryKey: ["links", "list"] });
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.delete}</Button>
      {asking && (
        <Confirm
          title={text.deleteTitle(shown(link))}
          act={text.delete}
          dangerous
          busy={deleting.isPending}
          onAct={() => deleting.mutate(address)}
          onClose={() => setAsking(false)}
        >
          <p>{text.deleteText}</p>
          {deleting.error && <p role="alert">{deleting.error.message}</p>}
        </Confirm>
      )}
    </>
  );
}
