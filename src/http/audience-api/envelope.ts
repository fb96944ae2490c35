import type { Refusal } from "../../audience/property-operation.ts";
import type { Accepted } from "../../audience/writes.ts";
import type { Fault, FaultCode } from "../../kit/fault.ts";
import type { Language } from "../../kit/language.ts";
import { tell } from "../messages/tell.ts";

export interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
  readonly rejected?: readonly Rejected[];
}

/** An item of a call that was refused: a property, a contact, or an index as text. */
export interface Rejected {
  readonly name: string;
  readonly code: number;
  readonly message: string;
}

export interface Published {
  readonly code: number;
  /** A business outcome, good or bad, is HTTP 200. */
  readonly status: number;
}

const outcome = (code: number): Published => ({ code, status: 200 });
const WRONG = outcome(55004);

/** The published table, in one place and complete: a new FaultCode does not compile without a row. */
const PUBLISHED: Readonly<Record<FaultCode, Published>> = {
  internal: { code: -1, status: 500 },
  busy: { code: -1, status: 503 },
  rate_limited: { code: -1, status: 429 },
  body_unreadable: { code: 55004, status: 400 },
  path_unknown: { code: 55004, status: 404 },
  method_unknown: { code: 55004, status: 405 },
  body_too_large: { code: 55004, status: 413 },
  media_type_unknown: { code: 55004, status: 415 },
  charset_refused: { code: 55004, status: 415 },
  encoding_refused: { code: 55004, status: 415 },
  credential_missing: { code: 40050, status: 401 },
  credential_unknown: { code: 50031, status: 401 },
  secret_wrong: { code: 40050, status: 401 },
  credential_revoked: { code: 50074, status: 401 },
  workspace_deleted: { code: 50034, status: 401 },
  session_ended: { code: 40050, status: 401 },
  foreign_page: { code: 55302, status: 403 },
  role_required: { code: 55302, status: 403 },
  // The admin API asks for it; here it would be no credential of ours.
  admin_token_wrong: { code: 40050, status: 401 },
  field_missing: WRONG,
  field_unknown: WRONG,
  field_invalid: WRONG,
  euid_missing: outcome(40007),
  user_unknown: outcome(55108),
  identifiers_too_many: outcome(55101),
  identifier_too_long: outcome(55105),
  identifier_name_unknown: outcome(55106),
  identifier_empty: outcome(55107),
  identifier_placeholder: outcome(55107),
  attribute_name_invalid: outcome(55102),
  attribute_locked: outcome(55102),
  attributes_too_many: WRONG,
  value_missing: outcome(55103),
  value_type_wrong: WRONG,
  value_invalid: WRONG,
  contact_name_unknown: WRONG,
  contact_invalid: WRONG,
  profile_too_large: WRONG,
  batch_too_heavy: WRONG,
  idempotency_conflict: { code: 55004, status: 409 },
  // Words of the other dialects; here they would be a wrong field.
  workspace_unknown: WRONG,
  credential_not_found: WRONG,
  domain_unknown: WRONG,
  domain_taken: WRONG,
  plan_required: WRONG,
  sign_in_refused: WRONG,
  member_unknown: WRONG,
  member_exists: WRONG,
  members_too_many: WRONG,
  email_taken: WRONG,
  last_owner: WRONG,
  reset_link_refused: WRONG,
  invitation_unknown: WRONG,
  already_set_up: WRONG,
  group_unknown: WRONG,
  link_unknown: WRONG,
  window_inverted: WRONG,
  url_refused: WRONG,
  webhook_url_refused: WRONG,
  global_webhook_off: WRONG,
  mail_unavailable: WRONG,
  address_taken: WRONG,
  changed_meanwhile: WRONG,
  delivery_unknown: WRONG,
};

export const SUCCESS: Envelope = { code: 0, message: "success" };
const PARTIAL = { code: 0, message: "partial success" };

export function success(data: unknown): Envelope {
  return { ...SUCCESS, data };
}

export function failure(fault: Fault, language: Language): Envelope {
  return { code: published(fault).code, message: tell(fault, language) };
}

export function published(fault: Fault): Published {
  return PUBLISHED[fault.code];
}

/** Success, partial success, or the first refusal where every item was refused. */
export function accepted({ items, refused }: Accepted, language: Language): Envelope {
  if (refused.length === 0) return SUCCESS;
  const rejected = refused.map((refusal) => reject(refusal, language));
  const [first] = rejected;
  if (first === undefined || rejected.length < items) return { ...PARTIAL, rejected };
  return { code: first.code, message: first.message, rejected };
}

/** As `accepted` says it for many calls in one, of which each has an envelope of its own. */
export function acceptedMany(results: readonly Envelope[]): Envelope {
  const rejected = results.flatMap(({ code, message }, index) =>
    code === 0 ? [] : [{ name: String(index), code, message }],
  );
  const data = { results };
  const [first] = rejected;
  if (first !== undefined && rejected.length === results.length) {
    return { code: first.code, message: first.message, data, rejected };
  }
  const clean = results.every((result) => result.rejected === undefined && result.code === 0);
  return clean ? { ...SUCCESS, data } : { ...PARTIAL, data, rejected };
}

const SUCCESS_TEXT = JSON.stringify(SUCCESS);

export function encode(envelope: Envelope): string {
  return envelope === SUCCESS ? SUCCESS_TEXT : JSON.stringify(envelope);
}

function reject({ name, fault }: Refusal, language: Language): Rejected {
  return { name, ...failure(fault, language) };
}
