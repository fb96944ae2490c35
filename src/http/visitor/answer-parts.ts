import type { KnowAgent } from "../../clicks/known-agent.ts";
import type { RecordVisit } from "../../clicks/record-visit.ts";
import type { Places } from "../../clicks/take-place.ts";
import type { Context } from "../../context.ts";
import type { FormParts } from "./answer-form.ts";
import type { ClaimBrowser } from "./claim-browser.ts";
import type { Visit } from "./visit.ts";

export interface AnswerParts extends FormParts {
  readonly context: Pick<Context, "clock" | "db" | "hosts" | "keys" | "site" | "workspaces">;
  readonly places: Places;
  readonly knowAgent: KnowAgent;
  readonly recordVisit: RecordVisit;
  readonly claimBrowser: ClaimBrowser;
  /** Answers a visit that could not be answered otherwise. */
  readonly fail: (visit: Visit, error: unknown) => void;
}
