-- Clicks. What is counted when: `docs/decisions/0006-counting-clicks.md`.

-- How far the store has taken in each node's journal. A local table: one row a data directory.
create table journal (
  journal_id text not null,
  holder text not null, -- the process that may move it
  place text not null, -- host and folder the holder runs in
  alive_at timestamptz not null,
  segment bigint not null,
  position bigint not null,
  constraint journal_pk primary key (journal_id)
);

-- Clicks of a workspace so far. Its row is held while a batch is counted, so that the numbers of
-- clicks have no gap and follow the order of commits, whichever node counts.
create table click_ledger (
  workspace_id bigint not null,
  clicks bigint not null,
  constraint click_ledger_pk primary key (workspace_id)
);

-- Single clicks, kept by the month.
create table click (
  workspace_id bigint not null,
  click_id bigint not null,
  clicked_at timestamptz not null,
  link_id bigint not null,
  group_id bigint, -- the group at the visit
  visitor bigint not null,
  quarter integer not null, -- of an hour, since 1970
  day date not null, -- in the workspace's time zone
  first_of_hour boolean not null, -- of this visitor on this link
  first_of_day boolean not null,
  qr boolean not null,
  euid bigint,
  country text not null,
  device text not null,
  os text not null,
  browser text not null,
  referrer text not null,
  language text not null,
  utm_source text not null,
  utm_medium text not null,
  utm_campaign text not null,
  constraint click_pk primary key (workspace_id, click_id, clicked_at)
) partition by range (clicked_at);

create index click_by_link on click (workspace_id, link_id, clicked_at);

-- Who clicked a link, ever: people over its life, and the neighbours in time of the next click.
create table link_visitor (
  workspace_id bigint not null,
  link_id bigint not null,
  visitor bigint not null,
  first_ms bigint not null, -- since 1970, as the journal has it
  last_ms bigint not null,
  constraint link_visitor_pk primary key (workspace_id, link_id, visitor)
) with (fillfactor = 90);

-- Clicks and people over a link's life; forwards, for the limit, are `link_forward`.
create table link_click (
  workspace_id bigint not null,
  link_id bigint not null,
  clicks bigint not null,
  people bigint not null,
  constraint link_click_pk primary key (workspace_id, link_id)
) with (fillfactor = 80);

-- Up to which click each kind of total is made; what came later is read from `click`.
create table click_total (
  workspace_id bigint not null,
  part text not null,
  clicks bigint not null,
  constraint click_total_pk primary key (workspace_id, part),
  constraint click_total_part check (part in ('quarter', 'day'))
);

-- Links with so many clicks that their days are totalled too. Those of all others, which are most,
-- would take more rows than their clicks.
create table click_busy (
  workspace_id bigint not null,
  link_id bigint not null,
  constraint click_busy_pk primary key (workspace_id, link_id)
);

create table click_quarter (
  workspace_id bigint not null,
  scope text not null,
  scope_id bigint not null,
  quarter integer not null,
  clicks bigint not null,
  hour_people bigint not null,
  day_people bigint not null,
  qr bigint not null,
  known bigint not null,
  constraint click_quarter_pk primary key (workspace_id, scope, scope_id, quarter),
  constraint click_quarter_scope check (scope in ('link', 'group', 'workspace'))
) with (fillfactor = 80);

create table click_day (
  workspace_id bigint not null,
  scope text not null,
  scope_id bigint not null,
  dimension text not null,
  day date not null,
  value text not null,
  clicks bigint not null,
  people bigint not null,
  constraint click_day_pk primary key (workspace_id, scope, scope_id, dimension, day, value),
  constraint click_day_scope check (scope in ('link', 'group', 'workspace'))
) with (fillfactor = 80);
