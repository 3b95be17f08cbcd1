-- Who was sent to the identity provider from the page that the setup link opens: that link makes the first account.
alter table oidc_login add column setup uuid references sign_in (id) on delete cascade;
