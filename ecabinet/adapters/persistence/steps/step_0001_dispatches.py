"""Step 1: desk, dispatches, registers, statuses, jobs, deliveries, search."""

STATEMENTS = (
    """create table desk (
        id integer primary key check (id = 1),
        official text not null, role text not null, agency text not null, agency_name text not null,
        in_charge text not null, hub text not null, fingerprint text not null,
        file_key blob not null check (length(file_key) = 32), directory_at text
    ) strict""",
    """create table trust_anchor (
        purpose text not null check (purpose in ('root', 'tsa')), der blob not null, primary key (purpose, der)
    ) strict, without rowid""",
    """create table agency (
        organ_id text primary key, name text not null, in_charge text not null, address text not null,
        email text not null, telephone text not null, capable integer not null, seals text not null
    ) strict, without rowid""",
    """create table dispatch (
        seq integer primary key, id text not null unique, box text not null check (box in ('in', 'out')),
        operation integer not null, document_id text not null, sender text not null, sender_facts text not null,
        addressees text not null, number text not null, notation text not null, issued_on text,
        type_name text not null, subject text not null, content text not null, signer text not null,
        priority integer not null, due_on text, refs text not null,
        packet_sha256 text not null, packet_size integer not null, verdict text not null, remarks text not null,
        entered_at text not null, handling text not null, despite text not null
    ) strict""",
    "create index dispatch_document on dispatch (box, document_id)",
    "create index dispatch_number on dispatch (box, sender, notation, number)",
    """create table attachment (
        dispatch text not null references dispatch (id), position integer not null, name text not null,
        media_type text not null, sha256 text not null, size integer not null, role text not null, verdict text,
        primary key (dispatch, position)
    ) strict, without rowid""",
    """create table outgoing_entry (
        agency text not null, series text not null, year integer not null, number integer not null,
        dispatch text not null unique references dispatch (id), main_sha256 text not null, entered_at text not null,
        primary key (agency, series, year, number)
    ) strict, without rowid""",
    """create table incoming_entry (
        year integer not null, number integer not null, dispatch text not null unique references dispatch (id),
        official text not null, despite text not null, entered_at text not null, primary key (year, number)
    ) strict, without rowid""",
    """create table status (
        seq integer primary key, dispatch text not null references dispatch (id), reporter text not null,
        code text not null, description text not null, staff text not null, reported_at text not null,
        unique (dispatch, reporter, code, reported_at, description)
    ) strict""",
    """create table job (
        seq integer primary key, id text not null unique, kind text not null,
        dispatch text not null references dispatch (id), packet_sha256 text not null, packet_size integer not null,
        state text not null, attempts integer not null, created_at text not null, first_try text,
        next_try text not null, last_error text
    ) strict""",
    "create index job_queued on job (next_try) where state = 'queued'",
    "create index job_dispatch on job (dispatch)",
    """create table receipt (
        operation text primary key references job (id), statement blob not null
    ) strict, without rowid""",
    """create table delivery (
        id text primary key, sequence integer not null, sender text not null, packet_sha256 text not null,
        packet_size integer not null, outcome text not null, reason text not null,
        dispatch text references dispatch (id), stored_at text not null
    ) strict, without rowid""",
    """create table search_text (
        seq integer primary key references dispatch (seq), subject text not null, body text not null,
        attachments text not null, number text not null, day text not null, box text not null
    ) strict""",
    # unicode61 folds every Vietnamese letter but đ, so a view does that one (spec: dependencies 0.4).
    """create view search_folded as select seq,
        replace(replace(subject, 'đ', 'd'), 'Đ', 'D') as subject,
        replace(replace(body, 'đ', 'd'), 'Đ', 'D') as body,
        replace(replace(attachments, 'đ', 'd'), 'Đ', 'D') as attachments,
        replace(replace(number, 'đ', 'd'), 'Đ', 'D') as number,
        day, box from search_text""",
    """create virtual table search using fts5 (
        subject, body, attachments, number, day, box, content = 'search_folded', content_rowid = 'seq',
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    """create trigger search_added after insert on search_text begin
        insert into search (rowid, subject, body, attachments, number, day, box)
        select seq, subject, body, attachments, number, day, box from search_folded where seq = new.seq;
    end""",
)
