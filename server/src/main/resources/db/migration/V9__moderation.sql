-- Whom who leads has muted: at the shared table they read, raise a hand and vote, and write nothing until they are let.
alter table person add column muted boolean not null default false;

-- While the door is locked nobody new comes in but whom somebody lets in by hand; who belongs to it comes back as always.
alter table programme add column locked boolean not null default false;
