-- People are found by their e-mail address whatever the database's locale makes of letters.
drop index profile_by_email;
create index profile_by_email on profile (workspace_id, lower(email collate "C") text_pattern_ops)
  where email is not null;
