-- A link to sign in that an administrator made for somebody: for one use, after which the account begins anew. Of those
-- that are there already nobody knows who made them.
alter table sign_in add column handed boolean not null default false;
update sign_in set handed = true where account is not null;
