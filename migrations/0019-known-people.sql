-- Clicks of known users by time, which are counted by user over a range.
create index click_known_by_time on click (workspace_id, clicked_at) include (euid, group_id)
  where euid is not null;
