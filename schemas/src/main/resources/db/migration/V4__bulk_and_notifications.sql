-- REQ-CM-B010: a bulk request is a row, and its progress is committed with the work it counts.
create table bulk_job (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    operation_id uuid not null,
    kind text not null check (kind in ('import', 'export', 'update', 'tag')),
    status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    phase text not null default 'waiting' check (length(phase) <= 40),
    dry_run boolean not null default false,
    options jsonb not null default '{}',
    -- the uploaded file: where its ciphertext lies, and its key, wrapped by the tenant's key
    file_name bytea,
    file_reference text,
    file_bytes bigint check (file_bytes >= 0),
    file_key bytea not null,
    -- where the next chunk of the file starts: committed together with the rows before it
    next_line bigint not null default 0 check (next_line >= 0),
    next_byte bigint not null default 0 check (next_byte >= 0),
    -- the ledger, true at any commit: every row read waits in the staging table or has met exactly one fate
    read_rows bigint not null default 0,
    staged_rows bigint not null default 0 check (staged_rows >= 0),
    created_rows bigint not null default 0,
    updated_rows bigint not null default 0,
    unchanged_rows bigint not null default 0,
    duplicate_rows bigint not null default 0,
    rejected_rows bigint not null default 0,
    requested_by uuid not null,
    requested_at timestamptz not null,
    started_at timestamptz,
    progress_at timestamptz,
    finished_at timestamptz,
    failure_code text,
    failure_message text,
    primary key (tenant_id, id),
    check (read_rows = staged_rows + created_rows + updated_rows + unchanged_rows + duplicate_rows + rejected_rows)
);
create index bulk_job_requested on bulk_job (tenant_id, requested_at desc, id desc);

-- Where ingest-batch keeps one unlogged staging table a running import (COPY works neither with row-level security
-- nor into captured tables). Rows there are ciphertext like everywhere else; the table goes when the job ends.
create schema staging;

-- One line per error of a row, or per duplicate; value is ciphertext under the job's file key.
create table bulk_row_error (
    tenant_id uuid not null,
    job_id uuid not null,
    line bigint not null check (line > 0),
    ordinal smallint not null check (ordinal >= 0),
    outcome text not null check (outcome in ('rejected', 'duplicate')),
    sheet text,
    column_name text,
    field text,
    value bytea,
    code text not null,
    message text not null,
    hint text,
    customer_id uuid,
    primary key (tenant_id, job_id, line, ordinal),
    foreign key (tenant_id, job_id) references bulk_job (tenant_id, id)
);
create index bulk_row_error_code on bulk_row_error (tenant_id, job_id, code);

-- The failing rows as they stood in the file (ciphertext under the job's file key), to be corrected and sent again.
create table bulk_failed_row (
    tenant_id uuid not null,
    job_id uuid not null,
    line bigint not null check (line > 0),
    record bytea not null,
    primary key (tenant_id, job_id, line),
    foreign key (tenant_id, job_id) references bulk_job (tenant_id, id)
);

create table notification (
    tenant_id uuid not null,
    id uuid not null,
    recipient_professional_id uuid not null,
    event_id uuid not null,
    kind text not null check (length(kind) between 1 and 60),
    customer_id uuid,
    payload jsonb not null default '{}',
    created_at timestamptz not null,
    read_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, recipient_professional_id, event_id),
    foreign key (tenant_id, recipient_professional_id) references professional (tenant_id, id)
);
create index notification_recipient on notification (tenant_id, recipient_professional_id, created_at desc);

-- Written by the capture itself, so that a quiet database beside a busy one still moves its slot.
create table cdc_heartbeat (
    id integer primary key check (id = 1),
    beat_at timestamptz not null
);
insert into cdc_heartbeat (id, beat_at) values (1, now());
