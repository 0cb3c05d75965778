-- What every record stands on: the tenant, its people, its keys, and the operation each write belongs to.
-- Conventions (DESIGN.md decisions 2, 6, 7, 9): primary keys start with tenant_id; ids are UUIDv7; bytea columns
-- without "_index" hold ciphertext (AES-SIV under the customer's own key); "_index" columns hold keyed hashes
-- (HMAC-SHA256 under the tenant's index key); enumerations are text with a check, so that row-level security
-- can still use indexes on them.

create table tenant (
    id uuid primary key,
    name text not null unique check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    status text not null default 'active' check (status in ('active', 'suspended')),
    default_country text not null default 'CA' check (default_country ~ '^[A-Z]{2}$'),
    settings jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table professional (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    name text not null check (length(name) between 1 and 200),
    email bytea,
    email_index bytea,
    status text not null default 'active' check (status in ('active', 'inactive')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version bigint not null default 1,
    primary key (tenant_id, id)
);
create unique index professional_name on professional (tenant_id, name);
create unique index professional_email on professional (tenant_id, email_index);

-- Key rows are never published and never leave the database except wrapped.
create table tenant_key (
    tenant_id uuid not null references tenant (id),
    purpose text not null check (purpose in ('data', 'index')),
    version integer not null check (version > 0),
    wrapped_key bytea not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, purpose, version)
);

-- One data key per person. Destroying it makes every ciphertext of that person unreadable, wherever it lies.
create table subject_key (
    tenant_id uuid not null references tenant (id),
    customer_id uuid not null,
    wrapped_key bytea,
    tenant_key_version integer not null,
    created_at timestamptz not null default now(),
    destroyed_at timestamptz,
    primary key (tenant_id, customer_id),
    check ((wrapped_key is null) = (destroyed_at is not null))
);

-- Every changed row names the operation that changed it.
create table operation (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    kind text not null check (kind in ('api', 'import', 'bulk-update', 'bulk-tag', 'transfer', 'merge', 'undo',
                                       'assignment', 'erasure', 'retention')),
    status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
    actor_id uuid not null,
    actor_role text not null check (actor_role in ('admin', 'professional', 'service', 'operator')),
    professional_id uuid,
    reason bytea,
    request_id text,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    changed_rows bigint not null default 0,
    primary key (tenant_id, id)
);
create index operation_started on operation (tenant_id, started_at desc, id desc);
