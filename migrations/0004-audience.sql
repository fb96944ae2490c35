-- People: profiles with their identifiers, contacts and typed properties.
create sequence euid_number start 10000001;
create sequence property_change_number cache 100;

create table profile (
  workspace_id bigint not null,
  euid bigint not null,
  properties jsonb not null,
  email text,
  mobile_phone text,
  mobile_phone_e164 text,
  landline_phone text,
  landline_phone_e164 text,
  whatsapp_phone text,
  whatsapp_phone_e164 text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint profile_pk primary key (workspace_id, euid),
  constraint profile_workspace foreign key (workspace_id) references workspace (workspace_id)
) with (fillfactor = 80); -- room to change a profile without touching its index

create table identifier (
  workspace_id bigint not null,
  kind text not null,
  value text not null,
  euid bigint not null,
  created_at timestamptz not null,
  constraint identifier_pk primary key (workspace_id, kind, value),
  constraint identifier_profile foreign key (workspace_id, euid)
    references profile (workspace_id, euid) on delete cascade,
  constraint identifier_kind check (kind in ('user_id', 'anonymous_id', 'registration_id'))
);

create index identifier_by_profile on identifier (workspace_id, euid);

create table attribute_registry (
  workspace_id bigint not null,
  locked boolean not null,
  attributes integer not null,
  constraint attribute_registry_pk primary key (workspace_id),
  constraint attribute_registry_size check (attributes between 0 and 1000)
);

create table attribute (
  workspace_id bigint not null,
  lower_name text not null, -- names that differ only in case are one
  name text not null,
  type text not null,
  description text not null,
  created_at timestamptz not null,
  constraint attribute_pk primary key (workspace_id, lower_name),
  constraint attribute_type check (type in ('STRING', 'NUMBER', 'BOOL', 'DATETIME', 'LIST'))
);

-- What became of a profile's properties: one row a call, each change with the old and new value.
create table property_change (
  workspace_id bigint not null,
  euid bigint not null,
  change_id bigint not null,
  changed_at timestamptz not null,
  data_source_id bigint,
  operation text not null,
  changes jsonb not null,
  constraint property_change_pk primary key (workspace_id, euid, changed_at, change_id)
);

create index property_change_by_age on property_change using brin (changed_at);

-- The stored answer of a write, replayed when the same call comes again within a day.
create table idempotent_answer (
  workspace_id bigint not null,
  data_source_id bigint not null,
  key text not null,
  request_hash text not null,
  answer text not null,
  created_at timestamptz not null,
  constraint idempotent_answer_pk primary key (workspace_id, data_source_id, key)
);

create index idempotent_answer_by_age on idempotent_answer (workspace_id, created_at);
