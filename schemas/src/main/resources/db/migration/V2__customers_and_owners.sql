-- REQ-CM-B001: the customer. The ciphertext columns carry the requirement's field names.
create table customer (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    owner_professional_id uuid,
    -- contact
    email bytea not null,
    email_index bytea,
    phone bytea not null,
    phone_index bytea,
    phone_secondary bytea,
    -- person
    first_name bytea not null,
    last_name bytea not null,
    date_of_birth bytea,
    -- address
    address_line1 bytea,
    address_line2 bytea,
    city bytea,
    province text,
    postal_code bytea,
    country text not null default 'CA' check (country ~ '^[A-Z]{2}$'),
    -- preferences
    preferred_contact_method text not null default 'email' check (preferred_contact_method in ('email', 'phone', 'sms')),
    marketing_consent boolean not null default false,
    newsletter_subscribed boolean not null default false,
    -- status
    status text not null default 'active' check (status in ('active', 'inactive', 'blocked')),
    email_verified boolean not null default false,
    phone_verified boolean not null default false,
    -- metadata
    source text check (length(source) <= 100),
    notes bytea,
    tags text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    -- optimistic lock and provenance; operation_row is the line of the file where the operation is an import
    version bigint not null default 1 check (version > 0),
    operation_id uuid not null,
    operation_row bigint check (operation_row > 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, owner_professional_id) references professional (tenant_id, id)
);
-- A deleted customer frees the address; an erased one has no index any more.
create unique index customer_email on customer (tenant_id, email_index) where deleted_at is null;
create index customer_phone on customer (tenant_id, phone_index);
create index customer_created on customer (tenant_id, created_at desc, id desc);
create index customer_owner on customer (tenant_id, owner_professional_id, created_at desc, id desc);
create index customer_operation on customer (tenant_id, operation_id, operation_row);
alter table customer replica identity full;

-- last_activity_at lives apart, so that an activity never changes the customer row (and never makes an event of its own).
create table customer_last_activity (
    tenant_id uuid not null,
    customer_id uuid not null,
    last_activity_at timestamptz not null,
    primary key (tenant_id, customer_id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id)
) with (fillfactor = 80);

-- REQ-CM-B002
create table customer_ownership_history (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    previous_owner_id uuid,
    new_owner_id uuid not null,
    reason bytea not null,
    transferred_by uuid not null,
    transferred_at timestamptz not null,
    operation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id),
    foreign key (tenant_id, previous_owner_id) references professional (tenant_id, id),
    foreign key (tenant_id, new_owner_id) references professional (tenant_id, id)
);
create index customer_ownership_history_customer on customer_ownership_history (tenant_id, customer_id, transferred_at desc);
alter table customer_ownership_history replica identity full;

create table referral (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    from_professional_id uuid,
    to_professional_id uuid not null,
    status text not null default 'pending' check (status in ('pending', 'accepted', 'declined')),
    note bytea,
    created_at timestamptz not null,
    decided_at timestamptz,
    version bigint not null default 1,
    operation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id),
    foreign key (tenant_id, from_professional_id) references professional (tenant_id, id),
    foreign key (tenant_id, to_professional_id) references professional (tenant_id, id),
    check ((status = 'pending') = (decided_at is null))
);
create index referral_customer on referral (tenant_id, customer_id);
create index referral_to on referral (tenant_id, to_professional_id, status);
alter table referral replica identity full;

-- The consent ledger is append-only: no role may update or delete.
create table consent (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    purpose text not null check (length(purpose) between 1 and 60),
    given boolean not null,
    recorded_at timestamptz not null,
    recorded_by uuid,
    channel text not null check (length(channel) between 1 and 60),
    wording_version text,
    evidence bytea,
    operation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index consent_customer on consent (tenant_id, customer_id, purpose, recorded_at desc);
alter table consent replica identity full;
