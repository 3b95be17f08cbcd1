-- What a city let those read who do not sit at its table: of each kind one picture, as it stood at a revision of the
-- shared board.
create table released (
  programme   uuid not null references programme (id),
  kind        text not null,
  rev         bigint not null,
  by          integer not null,
  released_at timestamptz not null default now(),
  items       text not null,
  primary key (programme, kind)
);
