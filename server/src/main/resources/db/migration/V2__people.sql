-- Somebody whom this installation knows beyond one programme. `issuer` and `subject` are those of an identity provider.
create table account (
  id            uuid primary key,
  name          text not null,
  email         text,
  administrator boolean not null default false,
  issuer        text,
  subject       text,
  created_at    timestamptz not null default now(),
  ended_at      timestamptz,
  unique (issuer, subject),
  check ((issuer is null) = (subject is null))
);

-- Links by which an account signs in; the one without an account makes the first.
create table sign_in (
  id         uuid primary key,
  account    uuid references account (id),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sign_in_account on sign_in (account);

-- Who was sent to the identity provider and is not back yet: for ten minutes, once. Nonce and verifier open nothing
-- without the code that the provider hands to the same browser.
create table oidc_login (
  state_hash bytea primary key,
  session    uuid not null references server_session (id) on delete cascade,
  nonce      text not null,
  verifier   text not null,
  at         timestamptz not null default now()
);
create index oidc_login_session on oidc_login (session);

-- `device` says by which kind of browser and system a session is known to its owner; never an address.
alter table server_session
  add column account uuid references account (id),
  add column device text not null default '';
create index server_session_account on server_session (account);

alter table person drop constraint person_role_check;
update person set role = case
  when role = 'facilitator' then 'facilitator'
  when party in ('mentee', 'mentor', 'association', 'support') then party
  else 'invited' end;
update person set party = 'other' where role = 'invited' and party = 'facilitator';
update person set party = 'facilitator' where role = 'facilitator' and party = 'support';
alter table person
  add constraint person_role_check check (role in ('coordinator', 'mentee', 'mentor', 'association', 'support',
    'mentor_support', 'migrants', 'facilitator', 'approver', 'service', 'network', 'referent', 'observer', 'invited')),
  add column account uuid references account (id),
  add column removed_at timestamptz;
create index person_account on person (account);

-- Kept for two years after the last visit unless the owner says otherwise; nothing goes before the owner was offered
-- the whole of it.
alter table programme
  add column owner integer references person (id),
  add column last_visit date,
  add column keep_until date,
  add column warned_at timestamptz,
  add column offered_at timestamptz;
update programme set owner = (select min(person.id) from person
  where person.programme = programme.id and person.role = 'facilitator');

-- A link brings people in with a role. Without a party they say themselves for whom they sit at the table, as far as
-- the role allows; with `lobby` somebody lets each of them in.
alter table invitation drop constraint invitation_kind_check;
alter table invitation drop constraint invitation_check;
alter table invitation
  add column role text,
  add column party text check (party in ('mentee', 'mentor', 'association', 'support', 'facilitator', 'other')),
  add column most integer check (most > 0),
  add column lobby boolean not null default false;
update invitation set role = 'facilitator', kind = 'member' where kind = 'facilitator';
update invitation set role = 'invited', kind = 'member' where kind = 'join';
alter table invitation
  add constraint invitation_kind_check check (kind in ('member', 'return')),
  add constraint invitation_check check ((kind = 'return') = (person is not null) and (kind = 'member') = (role is not null));

-- Who waits at the door of a table until somebody lets them in. `invitation` is null when they came by a spoken code,
-- and `person` is not null when a member waits at the confidential table.
create table knock (
  id         uuid primary key,
  board      uuid not null references board (id),
  session    uuid not null references server_session (id),
  person     integer references person (id),
  name       text not null,
  role       text not null,
  party      text not null,
  asked_at   timestamptz not null default now(),
  decided_at timestamptz,
  decided_by integer references person (id),
  admitted   boolean,
  unique (board, session)
);

-- A spoken code lets people in while a door is open.
create table door (
  id        uuid primary key,
  programme uuid not null references programme (id),
  code_hash bytea not null unique,
  role      text not null,
  lobby     boolean not null,
  opened_by integer not null references person (id),
  opened_at timestamptz not null default now(),
  closes_at timestamptz not null
);
create index door_programme on door (programme);

-- Who is in the confidential table of a programme. Facilitators need the word of both teams.
create table confidant (
  board       uuid not null references board (id),
  person      integer not null references person (id),
  admitted_at timestamptz,
  by_mentee   integer references person (id),
  by_mentor   integer references person (id),
  primary key (board, person)
);

-- Who did what, for the owner of a programme; never what was written.
create table act (
  programme uuid not null references programme (id),
  n         bigint generated always as identity,
  at        timestamptz not null default now(),
  by        integer references person (id),
  what      text not null,
  about     integer references person (id),
  detail    text not null default '',
  primary key (programme, n)
);

-- What was erased, so that it is erased again when an older database was restored (see also the file of erasures).
create table erasure (
  programme uuid not null references programme (id),
  person    integer not null references person (id),
  kind      text not null check (kind in ('name', 'contributions')),
  at        timestamptz not null default now(),
  primary key (programme, person, kind)
);
