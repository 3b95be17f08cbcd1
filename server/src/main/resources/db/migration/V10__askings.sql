-- By which links somebody outside is shown one action and says whether it can be done. What they say stands on the
-- board; here is only whom the city asked, and until when.
create table asking (
  id         uuid primary key,
  programme  uuid not null references programme (id),
  item       uuid not null,
  service    text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  answered   boolean not null default false
);
create index asking_programme on asking (programme);
