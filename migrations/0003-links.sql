-- Link groups and links. Their settings stand side by side: a null says "not set".
create sequence link_group_number start 5001;
create sequence link_number;

create table link_group (
  workspace_id bigint not null,
  group_id bigint not null,
  name text not null,
  memo text,
  subscribes boolean,
  qr_bypass boolean,
  excludes_overseas boolean,
  notifies_push boolean,
  notifies_mail boolean,
  statistics_password_hash text,
  starts_at timestamptz,
  ends_at timestamptz,
  expired_url text,
  password_hash text,
  max_forwards integer,
  webhook_enabled boolean,
  webhook_url text,
  webhook_metric text,
  webhook_frequency integer,
  webhook_secret text,
  webhook_previous_secret text,
  webhook_previous_until timestamptz,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz, -- links are cleared of it in the background
  constraint link_group_pk primary key (workspace_id, group_id),
  constraint link_group_workspace foreign key (workspace_id) references workspace (workspace_id),
  constraint link_group_window check (starts_at < ends_at),
  constraint link_group_limit check (max_forwards >= 0),
  constraint link_group_metric check (webhook_metric in ('clicks', 'people')),
  constraint link_group_frequency check (webhook_frequency in (1, 50, 100, 300, 500, 1000)),
  constraint link_group_webhook check (
    webhook_enabled is not true or (webhook_url is not null and webhook_secret is not null)
  )
);

-- How many links a group holds: kept beside the group, so that counting does not lock its settings.
create table link_group_tally (
  workspace_id bigint not null,
  group_id bigint not null,
  links bigint not null,
  constraint link_group_tally_pk primary key (workspace_id, group_id)
);

create table link (
  workspace_id bigint not null,
  link_id bigint not null,
  host text not null,
  origin text not null,
  slug text not null,
  branded boolean not null,
  url text not null,
  url_hash bytea not null,
  redirect_type smallint not null,
  group_id bigint,
  title text,
  title_state text not null,
  description text,
  meta_image text,
  memo text,
  deletes_at timestamptz,
  made_by text not null,
  subscribes boolean,
  qr_bypass boolean,
  excludes_overseas boolean,
  notifies_push boolean,
  notifies_mail boolean,
  statistics_password_hash text,
  starts_at timestamptz,
  ends_at timestamptz,
  expired_url text,
  password_hash text,
  max_forwards integer,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint link_pk primary key (workspace_id, link_id),
  constraint link_workspace foreign key (workspace_id) references workspace (workspace_id),
  constraint link_title_state check (title_state in ('typed', 'pending', 'fetched')),
  constraint link_redirect_type check (redirect_type in (200, 301, 302)),
  constraint link_window check (starts_at < ends_at),
  constraint link_limit check (max_forwards >= 0),
  constraint link_made_by check (made_by in ('dashboard', 'api', 'bulk'))
);

create index link_by_creation on link (workspace_id, created_at, link_id);
create index link_by_group on link (workspace_id, group_id, link_id);
create index link_by_url on link (workspace_id, url_hash);
create index link_by_deletion on link (workspace_id, deletes_at) where deletes_at is not null;

-- A key table: what a visit asks for. A deleted generated id leaves its row without a link, so that
-- it is never given out again.
create table link_address (
  address text not null, -- host || '/' || slug
  workspace_id bigint not null,
  link_id bigint, -- null: a tombstone
  constraint link_address_pk primary key (address),
  constraint link_address_form check (address like '%_/_%')
);

-- Forwards, for the limit. Moved by taking a place, apart from the link so that visits never lock it.
create table link_forward (
  workspace_id bigint not null,
  link_id bigint not null,
  forwards bigint not null,
  constraint link_forward_pk primary key (workspace_id, link_id)
);

-- Recent tries of a link's password, told apart by a keyed hash of the address.
create table password_attempt (
  workspace_id bigint not null,
  link_id bigint not null,
  visitor_hash text not null,
  tried_at timestamptz[] not null,
  updated_at timestamptz not null,
  constraint password_attempt_pk primary key (workspace_id, link_id, visitor_hash)
);
