-- Answers under an Idempotency-Key, kept in the transaction of the work itself: both are there, or neither.
create table idempotency_key (
    tenant_id uuid not null references tenant (id),
    key_hash bytea not null, -- keyed hash of user and key
    fingerprint bytea not null, -- keyed hash of the request
    answer bytea not null, -- ciphertext under the tenant's data key
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, key_hash)
);
create index idempotency_key_expires on idempotency_key (expires_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy tenant_isolation on idempotency_key
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on idempotency_key to clientele_gateway;

-- Expired answers of all tenants go together. The owner is bound by row-level security like everyone else: it may see
-- what has expired and nothing else, and lends that right to the gateway by this function only.
create policy expired on idempotency_key to clientele_migrator using (expires_at < now());
create function remove_expired_idempotency_keys() returns bigint
    language sql security definer set search_path = public, pg_temp as $$
    with gone as (delete from idempotency_key where expires_at < now() returning 1) select count(*) from gone
$$;
revoke execute on function remove_expired_idempotency_keys() from public;
grant execute on function remove_expired_idempotency_keys() to clientele_gateway;

-- The orders of the list, each read from an index in either direction.
create index customer_updated on customer (tenant_id, updated_at desc, id desc);
create index customer_last_activity_time
    on customer_last_activity (tenant_id, last_activity_at desc, customer_id desc);
