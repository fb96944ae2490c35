-- What the moving of counters brought about, for notifications to deliver.

-- A webhook's event, once for each multiple of its frequency. The body is what every attempt sends.
create table webhook_event (
  workspace_id bigint not null,
  event_id text not null,
  group_id bigint, -- whose webhook; null: the workspace's
  link_id bigint not null,
  body text not null,
  created_at timestamptz not null,
  constraint webhook_event_pk primary key (workspace_id, event_id)
);

-- A threshold that a link reached, once in its life.
create table click_threshold (
  workspace_id bigint not null,
  link_id bigint not null,
  threshold bigint not null,
  clicks bigint not null,
  notifies_push boolean not null,
  notifies_mail boolean not null,
  reached_at timestamptz not null,
  constraint click_threshold_pk primary key (workspace_id, link_id, threshold)
);
