-- What people did: events, clicks of personal links, and who turned out to be whom.
alter table profile add column first_click_at timestamptz;
alter table profile add column last_click_at timestamptz;
alter table profile add column click_count bigint not null default 0;

create sequence profile_merge_number;

-- A number that was merged goes on working: it leads to the user that took it in, in one step. What
-- a merged user did stays under its number and is read with that of the user that took it in.
create table profile_merge (
  workspace_id bigint not null,
  euid bigint not null, -- that is gone
  winner bigint not null, -- the user there is; merged later, it hands its rows on
  merge_id bigint not null,
  merged_at timestamptz not null,
  left_out jsonb not null, -- names of properties that found no room
  constraint profile_merge_pk primary key (workspace_id, euid),
  constraint profile_merge_profile foreign key (workspace_id, winner)
    references profile (workspace_id, euid) on delete cascade
);

create index profile_merge_by_winner on profile_merge (workspace_id, winner);

create sequence person_event_number cache 100;

create table person_event (
  workspace_id bigint not null,
  euid bigint not null,
  event_id bigint not null,
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  name text not null,
  random_id text, -- the reporter's own: a user has each once
  app_key text,
  properties jsonb not null,
  data_source_id bigint not null,
  constraint person_event_pk primary key (workspace_id, euid, occurred_at, event_id)
);

create unique index person_event_once on person_event (workspace_id, euid, random_id)
  where random_id is not null;

-- Names that events were reported under.
create table event_name (
  workspace_id bigint not null,
  name text not null,
  first_reported_at timestamptz not null,
  constraint event_name_pk primary key (workspace_id, name)
);

-- Counted clicks of personal links, with what the link and its group were called then.
create table person_click (
  workspace_id bigint not null,
  euid bigint not null,
  click_id bigint not null,
  clicked_at timestamptz not null,
  link_id bigint not null,
  link text, -- the short URL; null where the link was gone before its click was counted
  group_id bigint,
  group_name text,
  country text not null,
  device text not null,
  referrer text not null,
  constraint person_click_pk primary key (workspace_id, euid, clicked_at, click_id)
);

create index person_click_by_age on person_click using brin (clicked_at);

-- For erasing a person from clicks and from what is told of them.
create index click_by_person on click (workspace_id, euid) where euid is not null;
create index webhook_event_by_person on webhook_event (workspace_id, euid) where euid is not null;

-- Numbers of changes are given while the profile is held. Numbers that a connection keeps in stock
-- would order the changes of one user by connection, not as they were made.
alter sequence property_change_number cache 1;
