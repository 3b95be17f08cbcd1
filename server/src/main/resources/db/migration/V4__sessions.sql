-- Rounds of private writing and votes stand on the board. Here is what must not stand there: what was written before it
-- is revealed, and who voted for what. Nothing here has a time, and whatever is kept of people without a name beside
-- what they wrote is kept in the order of their numbers, so that the order in which they came is lost.

-- `given`: each person once for each token they asked for; `seal`: by which tokens are known without being kept.
-- What a round is was said when the first came to it. Once it is being revealed its order stands, and nobody writes in
-- it any more; `writers` and `notes` are what they were then.
create table round (
  board     uuid not null references board (id),
  round     uuid not null,
  anonymous boolean not null,
  seal      bytea not null,
  given     integer[] not null default '{}',
  revealing boolean not null default false,
  note_group      uuid not null default gen_random_uuid(),
  command   uuid not null default gen_random_uuid(),
  writers   integer,
  notes     integer,
  primary key (board, round)
);

-- `item`: what it will be on the board, by an id that nobody has seen; `client`: of which submission it is a part.
create table draft (
  board      uuid not null,
  round      uuid not null,
  id         uuid not null,
  person     integer references person (id),
  token_hash bytea,
  text       text not null,
  kind       text,
  lang       text,
  place      integer,
  item       uuid,
  client     uuid,
  primary key (board, round, id),
  foreign key (board, round) references round (board, round) on delete cascade,
  check ((person is null) <> (token_hash is null)),
  check (token_hash is null or lang is null)
);
create index draft_person on draft (person);

-- `voted`: who has voted in a secret vote. Room is left in each page, since each of these votes changes the row.
create table poll (
  board   uuid not null references board (id),
  poll    uuid not null,
  method  text not null check (method in ('dots', 'scale', 'consent')),
  secret  boolean not null,
  closed  boolean not null default false,
  voted   integer[] not null default '{}',
  command uuid not null default gen_random_uuid(),
  primary key (board, poll)
) with (fillfactor = 50);

-- An open vote: who chose what, by the id of what is voted on. Dots by their number, consent by 1, 2, 3.
create table ballot (
  board   uuid not null,
  poll    uuid not null,
  person  integer not null references person (id),
  spent   integer not null,
  choices jsonb not null,
  reasons jsonb not null default '{}',
  primary key (board, poll, person),
  foreign key (board, poll) references poll (board, poll) on delete cascade
);
create index ballot_person on ballot (person);

-- A secret vote: sums alone. Each vote writes every row of its poll anew, and reasons are kept in the order of their
-- letters, so that neither versions of rows nor places in them tell what came last.
create table tally (
  board   uuid not null,
  poll    uuid not null,
  of      uuid not null,
  n1      integer not null default 0,
  n2      integer not null default 0,
  n3      integer not null default 0,
  n4      integer not null default 0,
  n5      integer not null default 0,
  reasons text[] not null default '{}',
  primary key (board, poll, of),
  foreign key (board, poll) references poll (board, poll) on delete cascade
) with (fillfactor = 50);
