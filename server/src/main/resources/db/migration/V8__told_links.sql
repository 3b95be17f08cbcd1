-- Whether who was let in was told so, with their link to come back: that is made once. Of those that are there already
-- nobody knows; whoever is not told makes another link.
alter table knock add column told boolean not null default false;
update knock set told = true where admitted;
