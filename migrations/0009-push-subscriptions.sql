-- Browsers of visitors who let a link's owner send them messages.
create table push_subscription (
  workspace_id bigint not null,
  endpoint_hash bytea not null, -- SHA-256 of the endpoint: a browser is there once
  endpoint text not null, -- of the browser's push service
  p256dh text not null, -- the browser's public key, base64url
  auth text not null, -- its secret, base64url
  origin text not null, -- of the link domain that its service worker is of
  link_id bigint not null, -- where it was given last
  group_id bigint, -- of that link at that time
  euid bigint, -- whose personal link it was given on
  visitor_mark text, -- keyed hash of the network it came from, cleared after an hour
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint push_subscription_pk primary key (workspace_id, endpoint_hash)
);

create index push_subscription_by_link on push_subscription (workspace_id, link_id, endpoint_hash);
create index push_subscription_by_group on push_subscription (workspace_id, group_id, endpoint_hash)
  where group_id is not null;
create index push_subscription_by_person on push_subscription (workspace_id, euid)
  where euid is not null;
create index push_subscription_by_visitor
  on push_subscription (workspace_id, visitor_mark, created_at) where visitor_mark is not null;
