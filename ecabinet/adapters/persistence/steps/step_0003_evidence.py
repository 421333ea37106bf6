"""Step 3: the desk's time-stamp authority, and the evidence kept beside a dispatch's packet."""

STATEMENTS = (
    "alter table desk add column tsa text not null default ''",
    """create table evidence (
        dispatch text primary key references dispatch (id), sha256 text not null, size integer not null,
        collected_at text not null
    ) strict, without rowid""",
)
