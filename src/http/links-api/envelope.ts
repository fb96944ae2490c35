import type { Fault } from "../../kit/fault.ts";
import type { Language } from "../../kit/language.ts";
import { type Envelope, failure as tellFailure } from "../envelope.ts";
import { WIRE_NAMES } from "./wire-names.ts";

export { success } from "../envelope.ts";

export function failure(fault: Fault, language: Language): Envelope<never> {
  return tellFailure(fault, language, WIRE_NAMES);
}
