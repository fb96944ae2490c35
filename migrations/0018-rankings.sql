-- Links are ranked within the group that their clicks count in, and by the time of the clicks alone.

alter table click_quarter add column group_id bigint not null default 0; -- of a link's row: at the visit, 0: none
alter table click_quarter drop constraint click_quarter_pk;
alter table click_quarter
  add constraint click_quarter_pk primary key (workspace_id, scope, scope_id, quarter, group_id);

-- Totals of links so far, divided by group wherever single clicks are kept: months go as a whole, so
-- a quarter of an hour has all of its clicks or none.
delete from click_quarter q
 where q.scope = 'link'
   and exists (
     select from click c
       join click_total t on t.workspace_id = c.workspace_id and t.part = 'quarter'
      where c.workspace_id = q.workspace_id and c.link_id = q.scope_id and c.quarter = q.quarter
        and c.click_id <= t.clicks);

insert into click_quarter (
  workspace_id, scope, scope_id, quarter, group_id, clicks, hour_people, day_people, qr, known)
select c.workspace_id, 'link', c.link_id, c.quarter, coalesce(c.group_id, 0), count(*),
       count(*) filter (where c.first_of_hour), count(*) filter (where c.first_of_day),
       count(*) filter (where c.qr), count(c.euid)
  from click c
  join click_total t on t.workspace_id = c.workspace_id and t.part = 'quarter'
 where c.click_id <= t.clicks
 group by c.workspace_id, c.link_id, c.quarter, coalesce(c.group_id, 0)
on conflict do nothing;

create index click_quarter_by_time on click_quarter (workspace_id, quarter) where scope = 'link';

-- All links' figures of one day in one value, made when they are first asked for: to sum a month of
-- quarters takes a second. Whatever changes a quarter deletes the days that it lies in.
create table click_packed_day (
  workspace_id bigint not null,
  first_quarter integer not null,
  end_quarter integer not null, -- the first one after the day
  figures bytea not null, -- `packed-day.ts` has the format
  constraint click_packed_day_pk primary key (workspace_id, first_quarter, end_quarter)
);
