/**
 * Every expected refusal, in domain words. Each dialect under `http/` has one complete table from
 * these to its published codes, so a new word does not compile until every API knows what to say.
 */
export type FaultCode =
  // the server
  | "internal"
  | "busy"
  | "rate_limited"
  // the request as HTTP
  | "body_unreadable"
  | "path_unknown"
  | "method_unknown"
  | "body_too_large"
  | "media_type_unknown"
  | "charset_refused"
  | "encoding_refused"
  // who is asking
  | "credential_missing"
  | "credential_unknown"
  | "secret_wrong"
  | "credential_revoked"
  | "admin_token_wrong"
  | "workspace_deleted"
  | "session_ended"
  | "sign_in_refused"
  | "foreign_page"
  | "role_required"
  // one field
  | "field_missing"
  | "field_unknown"
  | "field_invalid"
  // workspaces
  | "workspace_unknown"
  | "credential_not_found"
  | "domain_unknown"
  | "domain_taken"
  | "plan_required"
  // members
  | "member_unknown"
  | "member_exists"
  | "members_too_many"
  | "email_taken"
  | "last_owner"
  | "reset_link_refused"
  | "invitation_unknown"
  | "already_set_up"
  // links
  | "group_unknown"
  | "link_unknown"
  | "window_inverted"
  | "url_refused"
  | "webhook_url_refused"
  | "global_webhook_off"
  | "mail_unavailable"
  | "address_taken"
  | "changed_meanwhile"
  // notifications
  | "delivery_unknown"
  // audience
  | "euid_missing"
  | "user_unknown"
  | "identifiers_too_many"
  | "identifier_too_long"
  | "identifier_name_unknown"
  | "identifier_empty"
  | "identifier_placeholder"
  | "attribute_name_invalid"
  | "attribute_locked"
  | "attributes_too_many"
  | "value_missing"
  | "value_type_wrong"
  | "value_invalid"
  | "contact_name_unknown"
  | "contact_invalid"
  | "profile_too_large"
  | "batch_too_heavy"
  | "idempotency_conflict";

/** Fills the placeholders of a message: `field` is a wire name, or a domain name `http/` translates. */
export type FaultParams = Readonly<Record<string, string | number | null>>;

/** An expected refusal. Anything else that is thrown is a bug. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly params: FaultParams;

  constructor(code: FaultCode, params: FaultParams = {}, options?: ErrorOptions) {
    // What is expected needs no tracing, which costs most of it where one call has many refusals.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(code, options);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.params = params;
  }

  /** Anything that is not already a Fault is our own bug, and says so without saying more. */
  static from(error: unknown): Fault {
    return error instanceof Fault ? error : new Fault("internal", {}, { cause: error });
  }
}
