-- Identifier values that look like placeholders and are ids of this workspace all the same.
create table identity_allowed (
  workspace_id bigint not null,
  kind text not null,
  allowed text[] not null,
  constraint identity_allowed_pk primary key (workspace_id, kind),
  constraint identity_allowed_kind check (kind in ('user_id', 'anonymous_id', 'registration_id'))
);
