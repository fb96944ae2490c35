import { useThrottledCallback } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { addressOf } from "../../api.ts";
import { useWorkspace } from "../../workspace.tsx";
import {
  counted,
  emptyLog,
  heard,
  type LiveClick,
  type LiveLog,
  type MinuteRow,
  paused,
  resumed,
} from "./live-log.ts";

type Happening =
  | { kind: "click"; click: LiveClick }
  | { kind: "counted"; rows: readonly MinuteRow[]; upTo: number }
  | { kind: "pause" }
  | { kind: "resume" };

function next(log: LiveLog, happening: Happening): LiveLog {
  switch (happening.kind) {
    case "click":
      return heard(log, happening.click);
    case "counted":
      return counted(log, happening.rows, happening.upTo);
    case "pause":
      return paused(log);
    case "resume":
      return resumed(log);
  }
}

const RETRY_MS = 3_000;
/** How far back the bars above the clicks go; the server counts those before the page was opened. */
export const MINUTES = 30;
/** Figures beside the clicks follow them, however many come. */
const FIGURES_EVERY_MS = 5_000;

/**
 * Clicks as they are counted. A browser reconnects by itself and says which click it heard last;
 * where it gives up (the server answered with a refusal) we begin anew after that click.
 */
export function useLiveClicks() {
  const { workspaceIdx } = useWorkspace();
  const [log, tell] = useReducer(next, emptyLog);
  const [connected, setConnected] = useState(false);
  const queryClient = useQueryClient();
  const followFigures = useThrottledCallback(
    () => void queryClient.invalidateQueries({ queryKey: ["statistics"] }),
    FIGURES_EVERY_MS,
  );
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastEventId: string | null = null;
    const open = () => {
      const query = { workspaceIdx, lastEventId, recentMinutes: MINUTES };
      source = new EventSource(addressOf("/api/statistics/v2/live", query));
      source.addEventListener("open", () => setConnected(true));
      source.addEventListener("minutes", (event: MessageEvent<string>) => {
        const rows = JSON.parse(event.data) as readonly MinuteRow[];
        tell({ kind: "counted", rows, upTo: Number(event.lastEventId) });
      });
      source.addEventListener("click", (event: MessageEvent<string>) => {
        lastEventId = event.lastEventId;
        const click = { ...JSON.parse(event.data), id: Number(event.lastEventId) } as LiveClick;
        tell({ kind: "click", click });
      });
      source.addEventListener("error", () => {
        setConnected(false);
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [workspaceIdx]);
  useEffect(() => {
    if (log.lastId > 0) followFigures();
  }, [log.lastId, followFigures]);
  return {
    log,
    connected,
    pause: () => tell({ kind: "pause" }),
    resume: () => tell({ kind: "resume" }),
  };
}
