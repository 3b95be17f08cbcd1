-- Whether the role was given by somebody who manages: then no link changes it.
alter table person add column given boolean not null default false;
update person set given = true where exists (select from act where act.about = person.id and act.what = 'changed');

-- Nobody ever wrote it: who left or was removed is known by `ended_at`.
alter table person drop column removed_at;

-- By which link somebody knocked, so that it counts whom it let in; null when they came by a spoken code.
alter table knock add column invitation uuid references invitation (id);
