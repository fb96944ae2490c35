import type { Fault, FaultCode } from "../kit/fault.ts";
import type { Language } from "../kit/language.ts";
import { tell, type WireNames } from "./messages/tell.ts";

/** Every answer of the links API and of the admin API. */
export interface Envelope<Result> {
  readonly code: number;
  readonly message: string;
  readonly result: Result | null;
}

export interface Published {
  readonly code: number;
  /** A business outcome, good or bad, is HTTP 200. */
  readonly status: number;
}

const outcome = (code: number): Published => ({ code, status: 200 });

/** The published table, in one place and complete: a new FaultCode does not compile without a row. */
const PUBLISHED: Readonly<Record<FaultCode, Published>> = {
  internal: { code: 50000, status: 500 },
  busy: { code: 50300, status: 503 },
  rate_limited: { code: 42900, status: 429 },
  body_unreadable: { code: 40000, status: 400 },
  path_unknown: { code: 40400, status: 404 },
  method_unknown: { code: 40500, status: 405 },
  body_too_large: { code: 41300, status: 413 },
  media_type_unknown: { code: 41500, status: 415 },
  charset_refused: { code: 41500, status: 415 },
  encoding_refused: { code: 41500, status: 415 },
  credential_missing: { code: 40100, status: 401 },
  credential_unknown: { code: 40100, status: 401 },
  secret_wrong: { code: 40100, status: 401 },
  credential_revoked: { code: 40100, status: 401 },
  admin_token_wrong: { code: 40100, status: 401 },
  workspace_deleted: { code: 40100, status: 401 },
  session_ended: { code: 40100, status: 401 },
  sign_in_refused: outcome(40110),
  foreign_page: { code: 40310, status: 403 },
  role_required: { code: 40310, status: 403 },
  changed_meanwhile: { code: 41200, status: 412 },
  field_missing: outcome(40010),
  field_unknown: outcome(40012),
  field_invalid: outcome(40011),
  workspace_unknown: outcome(40400),
  credential_not_found: outcome(40400),
  domain_unknown: outcome(40400),
  domain_taken: outcome(40900),
  plan_required: outcome(40300),
  member_unknown: outcome(40400),
  member_exists: outcome(40900),
  members_too_many: outcome(40300),
  email_taken: outcome(40900),
  last_owner: outcome(40015),
  reset_link_refused: { code: 40310, status: 403 },
  invitation_unknown: outcome(40400),
  already_set_up: outcome(40900),
  group_unknown: outcome(40400),
  link_unknown: outcome(40400),
  window_inverted: outcome(40013),
  url_refused: outcome(40014),
  webhook_url_refused: outcome(40020),
  global_webhook_off: outcome(40021),
  mail_unavailable: outcome(40022),
  address_taken: outcome(40900),
  delivery_unknown: outcome(40400),
  // Words of the audience dialect; here they would be a wrong field.
  euid_missing: outcome(40011),
  user_unknown: outcome(40011),
  identifiers_too_many: outcome(40011),
  identifier_too_long: outcome(40011),
  identifier_name_unknown: outcome(40011),
  identifier_empty: outcome(40011),
  identifier_placeholder: outcome(40011),
  attribute_name_invalid: outcome(40011),
  attribute_locked: outcome(40011),
  attributes_too_many: outcome(40011),
  value_missing: outcome(40011),
  value_type_wrong: outcome(40011),
  value_invalid: outcome(40011),
  contact_name_unknown: outcome(40011),
  contact_invalid: outcome(40011),
  profile_too_large: outcome(40011),
  batch_too_heavy: outcome(40011),
  idempotency_conflict: outcome(40011),
};

export function success<Result>(result: Result | null): Envelope<Result> {
  return { code: 0, message: "", result };
}

/** Fields are named as the dialect names them. */
export function failure(fault: Fault, language: Language, wireNames: WireNames): Envelope<never> {
  return { code: published(fault).code, message: tell(fault, language, wireNames), result: null };
}

export function published(fault: Fault): Published {
  return PUBLISHED[fault.code];
}
