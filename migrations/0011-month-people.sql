-- Who clicked a busy link in a month, each once, so that people of a month need not be counted among
-- its clicks. As long as single clicks are kept: what comes later can be of nobody seen before.
create table click_month_visitor (
  workspace_id bigint not null,
  link_id bigint not null,
  month date not null, -- its first day, in the workspace's time zone
  visitor bigint not null,
  constraint click_month_visitor_pk primary key (workspace_id, link_id, month, visitor)
);

create index click_month_visitor_by_month on click_month_visitor (workspace_id, month);

create table click_month (
  workspace_id bigint not null,
  link_id bigint not null,
  month date not null,
  people bigint not null,
  constraint click_month_pk primary key (workspace_id, link_id, month)
) with (fillfactor = 80);

insert into click_month_visitor (workspace_id, link_id, month, visitor)
select distinct c.workspace_id, c.link_id, c.day - extract(day from c.day)::integer + 1, c.visitor
  from click c
  join click_busy busy on busy.workspace_id = c.workspace_id and busy.link_id = c.link_id
  join click_total t on t.workspace_id = c.workspace_id and t.part = 'day'
 where c.click_id <= t.clicks
on conflict do nothing;

insert into click_month (workspace_id, link_id, month, people)
select workspace_id, link_id, month, count(*)
  from click_month_visitor
 group by workspace_id, link_id, month
on conflict do nothing;
