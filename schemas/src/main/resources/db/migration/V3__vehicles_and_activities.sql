-- REQ-CM-B003
create table customer_vehicle (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    make text not null check (length(make) between 1 and 60),
    model text not null check (length(model) between 1 and 60),
    year smallint not null check (year between 1886 and 2100),
    vin bytea,
    vin_index bytea,
    license_plate bytea,
    license_plate_index bytea,
    color text check (length(color) <= 40),
    mileage integer check (mileage >= 0),
    is_primary boolean not null default false,
    status text not null default 'owned' check (status in ('owned', 'sold', 'prospective')),
    notes bytea,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    removed_at timestamptz,
    version bigint not null default 1 check (version > 0),
    operation_id uuid not null,
    operation_row bigint check (operation_row > 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create unique index customer_vehicle_vin on customer_vehicle (tenant_id, vin_index) where removed_at is null;
create unique index customer_vehicle_primary on customer_vehicle (tenant_id, customer_id) where is_primary and removed_at is null;
create index customer_vehicle_customer on customer_vehicle (tenant_id, customer_id);
create index customer_vehicle_plate on customer_vehicle (tenant_id, license_plate_index);
alter table customer_vehicle replica identity full;

-- REQ-CM-B004: immutable, partitioned by month. Ids and times are derived from the cause, so that writing one
-- again is a conflict on the primary key and not a second activity.
create table customer_activity (
    tenant_id uuid not null,
    id uuid not null,
    customer_id uuid not null,
    professional_id uuid,
    activity_type text not null check (activity_type in ('inquiry', 'referral', 'service', 'communication', 'status_change')),
    description bytea not null,
    metadata bytea,
    related_entity_type text check (length(related_entity_type) between 1 and 60),
    related_entity_id uuid,
    created_at timestamptz not null,
    created_by uuid,
    operation_id uuid not null,
    primary key (tenant_id, id, created_at),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id)
) partition by range (created_at);
create index customer_activity_customer on customer_activity (tenant_id, customer_id, created_at desc, id desc);
create index customer_activity_related on customer_activity (tenant_id, related_entity_id) where related_entity_id is not null;

-- Activities of a time that has no partition yet are kept, never refused.
create table customer_activity_default partition of customer_activity default;

-- Creates the monthly partitions from p_from (its month) to p_months months ahead; existing ones are left alone.
create function ensure_activity_partitions(p_from date, p_months integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_month date := date_trunc('month', p_from)::date;
    v_name text;
    v_made integer := 0;
begin
    for i in 0 .. p_months loop
        v_name := 'customer_activity_' || to_char(v_month, 'YYYY_MM');
        if to_regclass('public.' || v_name) is null then
            execute format('create table %I partition of customer_activity for values from (%L) to (%L)',
                           v_name, v_month, (v_month + interval '1 month')::date);
            v_made := v_made + 1;
        end if;
        v_month := (v_month + interval '1 month')::date;
    end loop;
    return v_made;
end $$;
revoke execute on function ensure_activity_partitions(date, integer) from public;
select ensure_activity_partitions((current_date - interval '1 month')::date, 4);
