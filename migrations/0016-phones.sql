-- Phones are read anew where the rule or the workspace's home country changed: how far a workspace's
-- job is. A null `read_to` says that it is done.
create table phone_reading (
  workspace_id bigint not null,
  asked_at timestamptz not null,
  origin text not null,
  read_to bigint,
  constraint phone_reading_pk primary key (workspace_id),
  constraint phone_reading_origin check (origin in ('home_country', 'upgrade'))
);

-- The rule before this one made numbers of other countries from some that have none.
insert into phone_reading (workspace_id, asked_at, origin, read_to)
select workspace_id, now(), 'upgrade', 0
  from workspace
 where deleted_at is null
on conflict (workspace_id) do nothing;

-- What changed without a data source.
alter table property_change add column origin text;

-- Numbers that no reading makes valid are found by their digits.
create index profile_by_raw_mobile on profile (
  workspace_id, regexp_replace(mobile_phone, '[^0-9]', '', 'g') text_pattern_ops)
  where mobile_phone is not null and mobile_phone_e164 is null;
create index profile_by_raw_landline on profile (
  workspace_id, regexp_replace(landline_phone, '[^0-9]', '', 'g') text_pattern_ops)
  where landline_phone is not null and landline_phone_e164 is null;
create index profile_by_raw_whatsapp on profile (
  workspace_id, regexp_replace(whatsapp_phone, '[^0-9]', '', 'g') text_pattern_ops)
  where whatsapp_phone is not null and whatsapp_phone_e164 is null;
