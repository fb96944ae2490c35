-- Keys that belong to the installation as a whole, made once, so that every node signs alike.
create table installation_key (
  name text not null,
  secret bytea not null,
  created_at timestamptz not null,
  constraint installation_key_pk primary key (name)
);
