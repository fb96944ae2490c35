-- People are found by the beginning of an identifier, an e-mail address or a phone number.
create index identifier_by_value on identifier (workspace_id, value text_pattern_ops);
create index profile_by_email on profile (workspace_id, lower(email) text_pattern_ops)
  where email is not null;
create index profile_by_mobile on profile (workspace_id, mobile_phone_e164 text_pattern_ops)
  where mobile_phone_e164 is not null;
create index profile_by_landline on profile (workspace_id, landline_phone_e164 text_pattern_ops)
  where landline_phone_e164 is not null;
create index profile_by_whatsapp on profile (workspace_id, whatsapp_phone_e164 text_pattern_ops)
  where whatsapp_phone_e164 is not null;
