-- Group webhooks may fire on every 200th click too, as the reference's enumeration has it.
alter table link_group
  drop constraint link_group_frequency,
  add constraint link_group_frequency
    check (webhook_frequency in (1, 50, 100, 200, 300, 500, 1000));
