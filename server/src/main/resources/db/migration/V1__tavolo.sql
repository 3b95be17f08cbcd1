-- A programme is one mentoring run. Title and cities stand here once more only for the list of programmes:
-- the board's programme item is the source, and the room brings this copy up to date.
create table programme (
  id         uuid primary key,
  title      text not null,
  theme      text not null default '',
  mentee     text not null default '',
  mentor     text not null default '',
  language   text not null default 'it',
  created_at timestamptz not null default now()
);

-- One stream of revisions. `head` is the sequencer: every append compares and raises it. A programme has a second,
-- confidential board only once somebody opens that table. Room is left in each page, since heads change all the time.
create table board (
  id         uuid primary key,
  programme  uuid not null references programme (id),
  kind       text not null check (kind in ('shared', 'confidential')),
  head       bigint not null default 0,
  generation integer not null default 1,
  unique (programme, kind)
) with (fillfactor = 50);

create table revision (
  board  uuid not null references board (id),
  rev    bigint not null,
  client uuid not null,
  n      bigint not null,
  by     integer not null,
  at     bigint not null,
  edits  text not null,
  primary key (board, rev),
  unique (board, client, n)
);

create table snapshot (
  board      uuid not null references board (id),
  rev        bigint not null,
  generation integer not null,
  body       bytea not null,
  primary key (board, rev)
);

-- The journal names people by number; this is the only place that knows a name.
create table person (
  id         integer generated always as identity primary key,
  programme  uuid not null references programme (id),
  name       text not null,
  party      text not null check (party in ('mentee', 'mentor', 'association', 'support', 'facilitator', 'other')),
  role       text not null check (role in ('facilitator', 'participant')),
  created_at timestamptz not null default now(),
  ended_at   timestamptz
);
create index person_programme on person (programme);

create table server_session (
  id         uuid primary key,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  ended_at   timestamptz
);

-- Which people a server session is. One device may be one person in each programme.
create table seat (
  session   uuid not null references server_session (id),
  programme uuid not null references programme (id),
  person    integer not null references person (id),
  primary key (session, programme)
);
create index seat_person on seat (person);

create table invitation (
  id         uuid primary key,
  programme  uuid not null references programme (id),
  kind       text not null check (kind in ('facilitator', 'join', 'return')),
  person     integer references person (id),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used       integer not null default 0,
  check ((kind = 'return') = (person is not null))
);
create index invitation_programme on invitation (programme);
