-- REQ-CM-B015. The request that began an operation, as a W3C trace context: it goes on to the changes and their events.
alter table operation add column traceparent text
    check (traceparent ~ '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');

-- What was decided about whole customers: ledgers, to which rows are added and nothing else. Whoever merges or erases
-- writes the row in the transaction of the act itself, after the changes that make it true, and capture makes the event
-- of it. There is no foreign key to customer: what is known of a record must not be in the way of its removal.
create table customer_merge (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    -- the customer who remains, and the one who became part of them
    customer_id uuid not null,
    merged_customer_id uuid not null,
    -- the merge that this row takes back, which has the same two customers; null for a merge
    undoes_id uuid,
    decided_by uuid not null,
    decided_at timestamptz not null,
    operation_id uuid not null,
    primary key (tenant_id, id),
    unique (tenant_id, id, customer_id, merged_customer_id),
    foreign key (tenant_id, undoes_id, customer_id, merged_customer_id)
        references customer_merge (tenant_id, id, customer_id, merged_customer_id),
    check (merged_customer_id <> customer_id),
    check (undoes_id <> id)
);
create unique index customer_merge_undone on customer_merge (tenant_id, undoes_id) where undoes_id is not null;
create index customer_merge_customer on customer_merge (tenant_id, customer_id, decided_at desc);
create index customer_merge_merged on customer_merge (tenant_id, merged_customer_id, decided_at desc);

create table customer_erasure (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    customer_id uuid not null,
    erased_by uuid not null,
    erased_at timestamptz not null,
    operation_id uuid not null,
    primary key (tenant_id, id),
    -- nobody is erased twice
    unique (tenant_id, customer_id)
);

-- The events of customer.events once more, for those who read them over HTTP. A position is handed out under the lock
-- of the tenant's counter, which is held until the commit: whoever has read up to a position misses none that comes
-- later with a smaller one. There is no personal data in it, and it outlives the customers.
create table customer_event_counter (
    tenant_id uuid primary key references tenant (id),
    last_position bigint not null check (last_position >= 0)
);
create table customer_event (
    tenant_id uuid not null,
    position bigint not null check (position > 0),
    -- the CloudEvent: its id is made of the fact, so that writing it again is found out
    id uuid not null,
    type text not null check (length(type) between 1 and 100),
    data_schema text not null,
    subject_id uuid not null,
    -- null for what is about many customers
    customer_id uuid,
    sequence bigint not null check (sequence > 0),
    happened_at timestamptz not null,
    operation_id uuid not null,
    bulk boolean not null,
    actor_id uuid,
    traceparent text,
    data jsonb not null check (jsonb_typeof(data) = 'object'),
    primary key (tenant_id, id, happened_at)
) partition by range (happened_at);
create index customer_event_position on customer_event (tenant_id, position);

-- Events of a time that has no partition yet are kept, never refused.
create table customer_event_default partition of customer_event default;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['customer_merge', 'customer_erasure', 'customer_event', 'customer_event_counter']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

-- As before, but what it partitions is no longer a list in its text: every table of the owner that is partitioned by
-- ranges of one time and has a default partition. A table to come needs no new function.
create or replace function ensure_month_partitions(p_table text, p_from date, p_months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '5s' as $$
declare
    v_default text := p_table || '_default';
    v_time text;
    v_month date := date_trunc('month', p_from)::date;
    v_next date;
    v_name text;
    v_is_late boolean;
    v_made integer := 0;
begin
    -- It runs as the owner: only tables that are meant.
    select a.attname into v_time
    from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
    where c.relname = p_table and c.relnamespace = 'public'::regnamespace and c.relowner = current_user::regrole
        and p.partstrat = 'r' and p.partnatts = 1 and a.atttypid = 'timestamptz'::regtype
        and p.partdefid = to_regclass(format('public.%I', v_default));
    if v_time is null then
        raise exception 'table % is not partitioned by month', p_table using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtext('ensure_month_partitions ' || p_table));
    for i in 0 .. p_months loop
        v_name := p_table || '_' || to_char(v_month, 'YYYY_MM');
        v_next := (v_month + interval '1 month')::date;
        if to_regclass('public.' || v_name) is null then
            execute format('select exists (select from %1$I where %2$I >= %3$L and %2$I < %4$L)',
                           v_default, v_time, v_month, v_next) into v_is_late;
            if v_is_late then
                -- Taken at once: to come from a weaker lock would be a deadlock with readers.
                execute format('lock table %I in access exclusive mode', p_table);
                execute format('alter table %I detach partition %I', p_table, v_default);
                execute format('create table %I (like %I including defaults including constraints)', v_name, p_table);
                if p_table = 'customer_activity' then
                    -- Before there are rows: attaching would check them under row-level security, which hides customers.
                    execute format('alter table %I add foreign key (tenant_id, customer_id) references customer (tenant_id, id)',
                                   v_name);
                end if;
                execute format($move$with moved as (
                    delete from %1$I where %2$I >= %3$L and %2$I < %4$L returning *)
                    insert into %5$I select * from moved$move$, v_default, v_time, v_month, v_next, v_name);
                execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                               p_table, v_name, v_month, v_next);
                execute format('alter table %I attach partition %I default', p_table, v_default);
            else
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                               v_name, p_table, v_month, v_next);
            end if;
            perform protect_month_partition(v_name);
            v_made := v_made + 1;
        end if;
        v_month := v_next;
    end loop;
    return v_made;
end $$;

select protect_month_partition('customer_event_default');
select ensure_month_partitions('customer_event', (now() at time zone 'utc')::date - 31, 4);

-- A row that is removed by hand still names its customer and operation to capture.
alter table customer_merge replica identity full;
alter table customer_erasure replica identity full;
grant select, insert on customer_merge, customer_erasure to clientele_gateway, clientele_batch;
grant select on customer_merge, customer_erasure to clientele_cdc;
alter publication clientele_cdc add table customer_merge, customer_erasure;

grant select, insert on customer_event to clientele_stream;
grant select, insert, update on customer_event_counter to clientele_stream;
grant select on customer_event, customer_event_counter to clientele_gateway;
