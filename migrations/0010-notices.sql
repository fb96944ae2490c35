-- Notices: what is told to a workspace's people by mail and to browsers by web push.

-- Addresses of `notify_emails` whose owner wants no more mail.
alter table workspace add column unsubscribed_emails text[] not null default '{}';

-- When it was handed on to those who hear of it; what was reached while nothing was sent rests.
alter table click_threshold add column told_at timestamptz;
update click_threshold set told_at = reached_at;

-- Browsers of a workspace's members.
create table member_push_subscription (
  workspace_id bigint not null,
  endpoint_hash bytea not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  member_id bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint member_push_subscription_pk primary key (workspace_id, endpoint_hash)
);

create sequence push_message_number;

-- A message that is on its way to browsers, and how far it is.
create table push_message (
  workspace_id bigint not null,
  message_id bigint not null,
  audience text not null, -- whose browsers
  link_id bigint, -- where they subscribed
  group_id bigint,
  title text not null,
  body text not null,
  url text not null,
  topic text not null, -- a later message of the same one takes the place of one that waits
  created_at timestamptz not null,
  expires_at timestamptz not null,
  after_hash bytea not null, -- browsers up to this one had their turn
  finished_at timestamptz,
  constraint push_message_pk primary key (workspace_id, message_id),
  constraint push_message_audience check (audience in ('link', 'group', 'members')),
  constraint push_message_link check ((audience = 'link') = (link_id is not null)),
  constraint push_message_group check ((audience = 'group') = (group_id is not null))
);

create index push_message_under_way on push_message (workspace_id, message_id)
  where finished_at is null;
