-- REQ-CM-B015. Records that a consumer could not process, so that people can see and decide them without Kafka. The
-- rows of tenant 00000000-0000-0000-0000-000000000000 are the platform's: records that name no tenant there is.
create table dead_letter (
    tenant_id uuid not null,
    id uuid not null, -- made of source and consumer: the same failure again is the same row
    topic text not null,
    source_partition integer not null,
    source_offset bigint not null,
    consumer text not null check (length(consumer) <= 250),
    cause text not null check (cause in ('malformed', 'unknown_schema', 'too_large', 'refused', 'failed')),
    reason text not null check (length(reason) <= 250),
    record_key uuid,
    -- headers and value, ciphertext under the tenant's data key; null where no tenant has a key for it
    content bytea,
    value_bytes integer not null check (value_bytes >= 0),
    is_complete boolean not null,
    -- where the newest letter of it lies on the dead letters of its topic
    letter_partition integer not null,
    letter_offset bigint not null,
    attempts integer not null check (attempts > 0),
    first_failed_at timestamptz not null,
    failed_at timestamptz not null,
    status text not null default 'waiting'
        check (status in ('waiting', 'redrive_requested', 'redriven', 'discarded', 'expired')),
    decided_at timestamptz,
    decided_by uuid,
    redriven_at timestamptz,
    discard_reason text check (discard_reason in ('corrected', 'obsolete', 'invalid')),
    primary key (tenant_id, id)
);
create index dead_letter_newest on dead_letter (tenant_id, first_failed_at desc, id desc);
create index dead_letter_to_send on dead_letter (tenant_id, topic, source_partition, source_offset)
    where status = 'redrive_requested';
create index dead_letter_waiting on dead_letter (status) where status = 'waiting';

-- That a tenant wants letters sent again is on the tenant's own row, which is open to the applications: whoever sends
-- them looks there instead of asking for every tenant.
alter table tenant add column redrive_requested_at timestamptz;
create index tenant_redrive_requested on tenant (id) where redrive_requested_at is not null;

-- How many of what happened in an hour. Absolute numbers that only grow, so that writing one again changes nothing.
create table hourly_count (
    tenant_id uuid not null references tenant (id),
    metric text not null check (metric ~ '^[a-z][a-z_]{0,59}$'),
    hour timestamptz not null check (date_trunc('hour', hour, 'UTC') = hour),
    count bigint not null check (count > 0),
    primary key (tenant_id, metric, hour)
);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['dead_letter', 'hourly_count']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

grant select, insert, update on dead_letter to clientele_stream;
grant update (redrive_requested_at) on tenant to clientele_stream;
grant select on dead_letter to clientele_gateway;
grant update (status, decided_at, decided_by, discard_reason) on dead_letter to clientele_gateway;
grant select, insert on hourly_count to clientele_stream;
grant update (count) on hourly_count to clientele_stream;
grant select on hourly_count to clientele_gateway;

-- How many wait, of all tenants together, for whoever runs the platform. The owner may see those that wait and nothing
-- else, and lends that right by this function, which answers with a number.
create policy waiting on dead_letter for select to clientele_migrator using (status = 'waiting');
create function waiting_dead_letters() returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from dead_letter where status = 'waiting'
$$;
revoke execute on function waiting_dead_letters() from public;
grant execute on function waiting_dead_letters() to clientele_stream;
