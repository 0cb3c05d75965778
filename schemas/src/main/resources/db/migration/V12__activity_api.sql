-- REQ-CM-B009. A correction is an activity of its own that names the one it corrects; the log itself never changes.
alter table customer_activity add column corrects_activity_id uuid;
create index customer_activity_corrects on customer_activity (tenant_id, corrects_activity_id)
    where corrects_activity_id is not null;

-- What every partition has of its own. Roles have rights on the parent only, so that a partition can not be asked
-- directly; row-level security stands behind that, should a partition ever be granted by mistake. The owner, who runs
-- no application, sees a partition's rows in order to move them.
create function protect_activity_partition(p_name text) returns void
    language plpgsql set search_path = public, pg_temp as $$
begin
    execute format('alter table %I replica identity full', p_name);
    execute format('alter table %I enable row level security', p_name);
    execute format('alter table %I force row level security', p_name);
    execute format($policy$create policy tenant_isolation on %I
        using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, p_name);
    execute format('create policy partition_keeping on %I to current_user using (true) with check (true)', p_name);
end $$;
revoke execute on function protect_activity_partition(text) from public;

-- Creates the monthly partitions from p_from (its month) to p_months months ahead; existing ones are left alone. Months
-- are those of UTC, whatever the session's time zone. Activities of a month that came before its partition are moved
-- out of the default partition, which is detached meanwhile: capture sees no change, because there is none.
create or replace function ensure_activity_partitions(p_from date, p_months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '5s' as $$
declare
    v_month date := date_trunc('month', p_from)::date;
    v_next date;
    v_name text;
    v_made integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('ensure_activity_partitions'));
    for i in 0 .. p_months loop
        v_name := 'customer_activity_' || to_char(v_month, 'YYYY_MM');
        v_next := (v_month + interval '1 month')::date;
        if to_regclass('public.' || v_name) is null then
            if exists (select from customer_activity_default where created_at >= v_month and created_at < v_next) then
                -- Taken at once: to come from a weaker lock would be a deadlock with readers.
                lock table customer_activity in access exclusive mode;
                alter table customer_activity detach partition customer_activity_default;
                execute format('create table %I (like customer_activity including defaults including constraints)', v_name);
                -- Before there are rows: attaching would check them under row-level security, which hides customers.
                execute format('alter table %I add foreign key (tenant_id, customer_id) references customer (tenant_id, id)',
                               v_name);
                execute format($move$with moved as (
                    delete from customer_activity_default where created_at >= %2$L and created_at < %3$L returning *)
                    insert into %1$I select * from moved$move$, v_name, v_month, v_next);
                execute format('alter table customer_activity attach partition %I for values from (%L) to (%L)',
                               v_name, v_month, v_next);
                alter table customer_activity attach partition customer_activity_default default;
            else
                execute format('create table %I partition of customer_activity for values from (%L) to (%L)',
                               v_name, v_month, v_next);
            end if;
            perform protect_activity_partition(v_name);
            v_made := v_made + 1;
        end if;
        v_month := v_next;
    end loop;
    return v_made;
end $$;

-- The first partitions were cut at the months of whatever time zone the migration ran in: those that are empty are cut
-- again. All get what new ones get.
do $$
declare
    v_name text;
    v_filled boolean;
begin
    for v_name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                  where i.inhparent = 'customer_activity'::regclass loop
        execute format('select exists (select from %I)', v_name) into v_filled;
        if v_filled or v_name = 'customer_activity_default' then
            perform protect_activity_partition(v_name);
        else
            execute format('drop table %I', v_name);
        end if;
    end loop;
end $$;
alter table customer_activity replica identity full;
select ensure_activity_partitions((current_date - interval '1 month')::date, 4);
