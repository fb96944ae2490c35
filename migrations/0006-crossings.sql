-- What the moving of counters brought about, for notifications to deliver.

-- A webhook's event: a click that brought its link's count to a multiple of the frequency. It keeps
-- all that it tells, so that every attempt says the same.
create table webhook_event (
  workspace_id bigint not null,
  click_id bigint not null, -- the order of a link's events
  event_id text not null, -- as the receiver knows it
  of_group boolean not null, -- it is the webhook of the group; else the workspace's
  group_id bigint, -- the group at the visit
  link_id bigint not null,
  origin text not null,
  slug text not null,
  url text not null,
  metric text not null,
  frequency integer not null,
  clicks bigint not null, -- of the link, with this click
  people bigint not null,
  clicked_at timestamptz not null,
  qr boolean not null,
  euid bigint,
  country text not null,
  device text not null,
  os text not null,
  browser text not null,
  referrer text not null,
  language text not null,
  constraint webhook_event_pk primary key (workspace_id, click_id),
  constraint webhook_event_group check (group_id is not null or not of_group),
  constraint webhook_event_metric check (metric in ('clicks', 'people'))
);

-- A number of clicks that a link reached, once in its life, and by which ways its owner wanted to
-- hear of it then.
create table click_threshold (
  workspace_id bigint not null,
  link_id bigint not null,
  threshold bigint not null,
  notifies_push boolean not null,
  notifies_mail boolean not null,
  reached_at timestamptz not null,
  constraint click_threshold_pk primary key (workspace_id, link_id, threshold),
  constraint click_threshold_ways check (notifies_push or notifies_mail)
);
