-- What was changed of a record, by whom and in which operation: the before and after images of the log (REQ-CM-B002,
-- REQ-CM-B004, DESIGN decision 2). Written by the stream, once per change, and never changed after that. Values are as
-- they stand in the log: a personal one is ciphertext under the customer's own key, in base64, so that it ends with it.
-- There is no foreign key to customer: what is known of a record must not be in the way of its removal.

create table record_history (
    tenant_id uuid not null,
    -- made of the change, so that writing it again is a conflict on the primary key
    id uuid not null,
    customer_id uuid not null,
    entity_type text not null check (entity_type in ('customer', 'customer_vehicle')),
    entity_id uuid not null,
    -- of the row after the change
    version bigint not null check (version > 0),
    kind text not null check (kind in ('insert', 'update', 'delete')),
    -- the columns that changed, and only their values: none for an insert or a delete
    fields text[] not null default '{}',
    before jsonb check (jsonb_typeof(before) = 'object'),
    after jsonb check (jsonb_typeof(after) = 'object'),
    -- version and updated_at of the row before the change; null for an insert, and where the log did not have it
    before_version bigint,
    before_at timestamptz,
    -- position in the log; orders the changes of one row that have the same time
    lsn bigint not null,
    operation_id uuid,
    operation_row bigint,
    actor_id uuid,
    changed_at timestamptz not null,
    primary key (tenant_id, id, changed_at)
) partition by range (changed_at);
create index record_history_customer on record_history (tenant_id, customer_id, changed_at desc, lsn desc, id desc);

-- Changes of a time that has no partition yet are kept, never refused.
create table record_history_default partition of record_history default;

-- One function for every table that is partitioned by month, made of the one for activities. Creates the monthly
-- partitions from p_from (its month, UTC) to p_months months ahead; existing ones are left alone. Rows of a month that
-- came before its partition are moved out of the default partition, which is detached meanwhile.
alter function protect_activity_partition(text) rename to protect_month_partition;
create function ensure_month_partitions(p_table text, p_from date, p_months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '5s' as $$
declare
    -- It runs as the owner: only tables that are meant.
    v_time text := case p_table when 'customer_activity' then 'created_at' when 'record_history' then 'changed_at' end;
    v_default text := p_table || '_default';
    v_month date := date_trunc('month', p_from)::date;
    v_next date;
    v_name text;
    v_is_late boolean;
    v_made integer := 0;
begin
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
revoke execute on function ensure_month_partitions(text, date, integer) from public;
grant execute on function ensure_month_partitions(text, date, integer) to clientele_stream;
-- What an application of the version before calls.
create or replace function ensure_activity_partitions(p_from date, p_months integer) returns integer
    language sql security definer set search_path = public, pg_temp as $$
    select ensure_month_partitions('customer_activity', p_from, p_months)
$$;

alter table record_history enable row level security;
alter table record_history force row level security;
create policy tenant_isolation on record_history
    using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);

select protect_month_partition('record_history_default');
select ensure_month_partitions('record_history', (now() at time zone 'utc')::date - 31, 4);

grant select, insert on record_history to clientele_stream;
grant select on record_history to clientele_gateway, clientele_batch;
