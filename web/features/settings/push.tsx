import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../ui/language.tsx";
import { Panel } from "../../ui/page.tsx";
import { useMe, useWorkspace } from "../../workspace.tsx";
import { Refused } from "./note.tsx";
import { subscribe, unsubscribe } from "./push-subscription.ts";
import { settingsTexts } from "./texts.ts";

/** Notices of click thresholds in this browser, for the workspace that is open. */
export function PushNotices(): ReactNode {
  const text = useTexts(settingsTexts);
  const { vapidPublicKey } = useMe();
  const { workspaceIdx, name } = useWorkspace();
  const kept = `simpul.push.${workspaceIdx}`;
  const [endpoint, setEndpoint] = useState(() => localStorage.getItem(kept));
  const turning = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) return subscribe(vapidPublicKey ?? "");
      await unsubscribe(endpoint ?? "");
      return null;
    },
    onSuccess: (now) => {
      if (now === null) localStorage.removeItem(kept);
      else localStorage.setItem(kept, now);
      setEndpoint(now);
    },
  });
  const denied = turning.error?.name === "NotAllowedError";
  const able = "serviceWorker" in navigator && "PushManager" in window && vapidPublicKey;
  return (
    <Panel title={text.push}>
      <div className="fields">
        {denied ? <p role="alert">{text.pushDenied}</p> : <Refused error={turning.error} />}
        <p className="dim">{text.pushText(name)}</p>
        {!able && <p>{text.pushUnable}</p>}
        <p role="status">{able && (endpoint === null ? text.pushOff : text.pushOn)}</p>
        {able && (
          <div className="acts">
            <Button loading={turning.isPending} onClick={() => turning.mutate(endpoint === null)}>
              {endpoint === null ? text.pushTurnOn : text.pushTurnOff}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
