-- People who use the dashboard. Ordinary tables on the coordinator: an address signs in to all of
-- its workspaces, so none of these belongs to one.
create sequence member_number;
create sequence member_session_number;
create sequence invitation_number;
create sequence audit_number;

create table member (
  member_id bigint not null,
  email text not null, -- in lower case
  name text not null,
  language text not null,
  password_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint member_pk primary key (member_id),
  constraint member_email check (email = lower(email)),
  constraint member_language check (language in ('en', 'id'))
);

create unique index member_by_email on member (email);

create table membership (
  workspace_id bigint not null,
  member_id bigint not null,
  role text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint membership_pk primary key (workspace_id, member_id),
  constraint membership_role check (role in ('owner', 'editor', 'viewer'))
);

create index membership_by_member on membership (member_id);

-- A browser that somebody signed in with, found by the SHA-256 of the token in its cookie. The token
-- before the last stays good for a moment, for requests that were under way.
create table member_session (
  session_id bigint not null,
  member_id bigint not null,
  token_hash text not null,
  previous_hash text,
  previous_until timestamptz,
  created_at timestamptz not null,
  rotated_at timestamptz not null,
  used_at timestamptz not null,
  constraint member_session_pk primary key (session_id)
);

create unique index member_session_by_token on member_session (token_hash);
create index member_session_by_previous on member_session (previous_hash)
  where previous_hash is not null;
create index member_session_by_member on member_session (member_id);

-- Links that let somebody in without a password: the set-up of the installation, an invitation, the
-- reset of a password. Used ones are gone.
create table invitation (
  invitation_id bigint not null,
  kind text not null,
  token_hash text not null,
  workspace_id bigint, -- of a reset: none
  email text, -- of the set-up: whoever comes says
  role text,
  created_at timestamptz not null,
  ends_at timestamptz,
  constraint invitation_pk primary key (invitation_id),
  constraint invitation_kind check (kind in ('setup', 'invitation', 'reset')),
  constraint invitation_role check (role in ('owner', 'editor', 'viewer'))
);

create unique index invitation_by_token on invitation (token_hash);
create index invitation_by_workspace on invitation (workspace_id);

-- Wrong passwords of late, by keyed hashes of accounts and networks.
create table sign_in_attempt (
  attempt_key text not null,
  tried_at timestamptz[] not null,
  updated_at timestamptz not null,
  constraint sign_in_attempt_pk primary key (attempt_key)
);

-- Who changed what in a workspace.
create table audit_entry (
  workspace_id bigint not null,
  audit_id bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id bigint,
  actor_name text not null,
  action text not null,
  target text not null,
  changes jsonb not null,
  constraint audit_entry_pk primary key (workspace_id, audit_id),
  constraint audit_entry_actor check (actor_kind in ('member', 'key', 'admin', 'system'))
);

create index audit_entry_by_age on audit_entry (workspace_id, at);
