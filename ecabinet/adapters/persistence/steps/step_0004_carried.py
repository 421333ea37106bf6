"""Step 4: statements of colleagues that this desk carries to the hub for them."""

STATEMENTS = ("alter table statement_job add column carried integer not null default 0",)
