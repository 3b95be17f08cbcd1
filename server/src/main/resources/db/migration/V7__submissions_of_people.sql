-- A client and its numbers are a person's own: what somebody submits under another's stands in nobody's way.
alter table revision
  drop constraint revision_board_client_n_key,
  add constraint revision_submission unique (board, client, n, by);
