-- A browser on one link domain is one push subscription, with a row for each place where it was given.
create table push_place (
  workspace_id bigint not null,
  endpoint_hash bytea not null,
  link_id bigint not null,
  group_id bigint not null, -- of that link at that time; 0: it had none
  created_at timestamptz not null,
  constraint push_place_pk primary key (workspace_id, endpoint_hash, link_id, group_id),
  constraint push_place_subscription foreign key (workspace_id, endpoint_hash)
    references push_subscription (workspace_id, endpoint_hash) on delete cascade
);

insert into push_place (workspace_id, endpoint_hash, link_id, group_id, created_at)
select workspace_id, endpoint_hash, link_id, coalesce(group_id, 0), updated_at
  from push_subscription
    on conflict do nothing;

create index push_place_by_link on push_place (workspace_id, link_id, endpoint_hash);
create index push_place_by_group on push_place (workspace_id, group_id, endpoint_hash)
  where group_id <> 0;

drop index push_subscription_by_link;
drop index push_subscription_by_group;
alter table push_subscription drop column link_id, drop column group_id;

-- A message goes to the browsers of one link, of several groups or of the members.
alter table push_message add column group_ids bigint[];
alter table push_message drop constraint push_message_audience, drop constraint push_message_group;
update push_message set audience = 'groups', group_ids = array[group_id] where audience = 'group';
alter table push_message drop column group_id;
alter table push_message
  add constraint push_message_audience check (audience in ('link', 'groups', 'members')),
  add constraint push_message_groups check ((audience = 'groups') = (group_ids is not null));
