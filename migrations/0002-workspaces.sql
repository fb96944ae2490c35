-- Workspaces, who may act for them, and the link domains they own.
create sequence workspace_number;
create sequence link_key_number;
create sequence data_source_number;

create table workspace (
  workspace_id bigint not null,
  name text not null,
  plan text not null,
  time_zone text not null,
  home_country text,
  locale text not null,
  default_domain text, -- an origin; null is the server's own
  requests_per_minute integer,
  requests_per_hour integer,
  notify_thresholds bigint[] not null,
  notify_emails text[] not null,
  webhook_enabled boolean not null,
  webhook_url text,
  webhook_metric text not null,
  webhook_frequency integer not null,
  webhook_secret text,
  webhook_previous_secret text,
  webhook_previous_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  constraint workspace_pk primary key (workspace_id),
  constraint workspace_plan check (
    plan in ('Free', 'Personal', 'Premium', 'Business', 'Business Plus', 'Enterprise')
  ),
  constraint workspace_metric check (webhook_metric in ('clicks', 'people')),
  constraint workspace_rates check (requests_per_minute > 0 and requests_per_hour > 0)
);

create table link_key (
  workspace_id bigint not null,
  link_key_id bigint not null,
  name text not null,
  key_hash text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint link_key_pk primary key (workspace_id, link_key_id),
  constraint link_key_workspace foreign key (workspace_id) references workspace (workspace_id)
);

create table data_source (
  workspace_id bigint not null,
  data_source_id bigint not null,
  name text not null,
  key_hash text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint data_source_pk primary key (workspace_id, data_source_id),
  constraint data_source_workspace foreign key (workspace_id) references workspace (workspace_id)
);

-- A key table: found by the SHA-256 of what the client sent. A revoked row stays, to say so.
create table credential (
  key_hash text not null,
  kind text not null,
  workspace_id bigint not null,
  holder_id bigint not null,
  secret_hash text,
  revoked_at timestamptz,
  constraint credential_pk primary key (key_hash),
  constraint credential_kind check (kind in ('link_key', 'data_source')),
  constraint credential_secret check ((kind = 'data_source') = (secret_hash is not null))
);

create index credential_by_holder on credential (kind, holder_id);

-- A key table: whose links a host serves. Host with port, where not the scheme's own.
create table domain (
  host text not null,
  workspace_id bigint not null,
  origin text not null,
  created_at timestamptz not null,
  constraint domain_pk primary key (host)
);

-- Requests of a workspace within one minute or hour, counted on the whole installation.
create table rate_window (
  workspace_id bigint not null,
  api text not null,
  span text not null,
  starts_at timestamptz not null,
  requests integer not null,
  constraint rate_window_pk primary key (workspace_id, api, span, starts_at),
  constraint rate_window_span check (span in ('minute', 'hour'))
);
