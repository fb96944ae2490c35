-- How the events of webhooks get to their receivers. One event has one delivery, so it is kept beside
-- what the event tells; each attempt is a job that was written in the transaction which decided on it.

alter table webhook_event
  add column status text not null default 'pending',
  add column attempts integer not null default 0,
  add column tries integer not null default 0, -- in this round: sending again begins a new one
  add column turn integer not null default 0, -- the one job that may speak for it has the same
  add column last_status integer, -- HTTP, of the last attempt that was answered
  add column last_error text,
  add column callback_url text, -- where the last attempt went
  add column registered_at timestamptz,
  add column next_at timestamptz, -- of the next attempt
  add constraint webhook_event_status check (status in ('pending', 'delivered', 'dead'));

-- Events from before there were deliveries have no job.
update webhook_event set status = 'dead', last_error = 'never sent', registered_at = clicked_at;
alter table webhook_event alter column registered_at set not null;
alter table webhook_event
  add constraint webhook_event_next check ((next_at is null) = (status <> 'pending'));
create index webhook_event_unsettled on webhook_event (workspace_id, status, click_id)
  where status <> 'delivered';

-- How many deliveries of a webhook died one after the other; 0 is the workspace's global webhook.
create table webhook_run (
  workspace_id bigint not null,
  group_id bigint not null,
  dead integer not null,
  constraint webhook_run_pk primary key (workspace_id, group_id)
);

-- What one process of several does at a time.
create table lease (
  name text not null,
  holder text not null,
  alive_at timestamptz not null,
  constraint lease_pk primary key (name)
);
