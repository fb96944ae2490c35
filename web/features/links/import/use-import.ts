import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiError } from "../../../api.ts";
import { nowIn } from "../../../ui/days.ts";
import { useTexts } from "../../../ui/language.tsx";
import { useWorkspace } from "../../../workspace.tsx";
import { shortUrl } from "../address.ts";
import { createLinks, findMadeSince } from "../queries.ts";
import type { Encoding } from "./encoding.ts";
import { type ImportSteps, LinkImport } from "./import-links.ts";
import { rowsOf } from "./scan.ts";
import { type ImportTexts, importTexts } from "./texts.ts";

/** How many links a call may have; null where the plan has no bulk creation. */
export function linksAtOnce(plan: string): number | null {
  if (plan === "Free") return null;
  return plan === "Personal" ? 100 : plan === "Premium" ? 200 : 300;
}

/** As far as the clocks of browser and server may be apart. */
const CLOCKS_MS = 120_000;

export type ImportState = "ready" | "running" | "stopping" | "stopped" | "failed" | "done";

export function useImport(file: Blob, encoding: Encoding, columns: readonly string[]) {
  const text = useTexts(importTexts);
  const { plan, timeZone } = useWorkspace();
  const queryClient = useQueryClient();
  const [state, setState] = useState<ImportState>("ready");
  const [error, setError] = useState<unknown>(null);
  const [, drawAgain] = useState(0);
  const waking = useRef<() => void>(() => {});
  const [links] = useState(
    () =>
      new LinkImport(
        rowsOf(file, encoding, columns),
        linksAtOnce(plan) ?? 1,
        stepsOf({ text, timeZone, waking }),
      ),
  );
  const run = async () => {
    setState("running");
    setError(null);
    try {
      const finished = await links.run(() => drawAgain(links.done));
      setState(finished ? "done" : "stopped");
    } catch (caught) {
      setError(caught);
      setState("failed");
    }
    drawAgain(links.done);
    void queryClient.invalidateQueries({ queryKey: ["links", "list"] });
  };
  const stop = () => {
    links.stop();
    waking.current();
    setState("stopping");
  };
  return { links, state, error, run, stop };
}

function stepsOf(of: {
  text: ImportTexts;
  timeZone: string;
  waking: { current: () => void };
}): ImportSteps {
  const { text, timeZone, waking } = of;
  return {
    send: createLinks,
    isUnanswered: (error) => error instanceof ApiError && error.unreached,
    pauseOf: (error) =>
      error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 5) : null,
    findMade: async (since) => {
      const from = nowIn(timeZone, new Date(since.getTime() - CLOCKS_MS));
      const rows = await findMadeSince(from);
      return rows.map((row) => ({ url: row.url, shortUrl: shortUrl(row) }));
    },
    wait: (seconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, seconds * 1_000);
        waking.current = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    now: () => new Date(),
    tooManyCells: text.tooManyCells,
  };
}
