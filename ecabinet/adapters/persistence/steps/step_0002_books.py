"""Step 2: books as this desk holds them, its own statements on their way, and files that statements name."""

STATEMENTS = (
    """create table book (
        id text primary key, kind text not null, title text not null, agency text not null, added_at text not null
    ) strict, without rowid""",
    """create table book_key (
        book text not null references book (id), der blob not null, primary key (book, der)
    ) strict, without rowid""",
    """create table book_statement (
        book text not null references book (id), sequence integer not null, id text not null, type text not null,
        signer text not null, head text not null, entry text not null, refusal text not null,
        seen_elsewhere integer not null, record blob not null, receipt blob not null, raw blob not null,
        primary key (book, sequence)
    ) strict""",
    "create index book_statement_type on book_statement (book, type)",
    # What does not fit the own chain is kept as evidence, never followed.
    """create table book_fork (
        book text not null references book (id), code text not null, sequence integer not null, detail text not null,
        record blob not null, receipt blob not null, raw blob not null, found_at text not null,
        primary key (book, code, sequence, record)
    ) strict""",
    """create table book_signer (
        book text not null references book (id), certificate text not null, name text not null,
        verdict text not null, code text not null, judged_at text not null, primary key (book, certificate)
    ) strict, without rowid""",
    """create table statement_job (
        seq integer primary key, id text not null unique, book text not null, entry text not null,
        raw blob not null, condition text not null, state text not null, attempts integer not null,
        created_at text not null, first_try text, next_try text not null, last_error text
    ) strict""",
    "create index statement_job_book on statement_job (book, state)",
    "create index dispatch_packet on dispatch (packet_sha256)",
    "create table book_file (sha256 text primary key, size integer not null) strict, without rowid",
)
