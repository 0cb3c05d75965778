-- REQ-CM-B003, B008: which customer kept a vehicle when. The row of customer_vehicle says who keeps it now; a transfer
-- ends one row here and begins the next, so that the way back is known. Captured, because a transfer concerns two
-- customers and the change of the vehicle's own row reaches only the new one.
create table customer_vehicle_keeper (
    tenant_id uuid not null,
    id uuid not null,
    vehicle_id uuid not null,
    customer_id uuid not null,
    from_at timestamptz not null,
    until_at timestamptz,
    -- why it came and why it went, each under the key of this row's customer
    reason bytea,
    end_reason bytea,
    -- whether it was this customer's primary vehicle when it went
    was_primary boolean not null default false,
    begun_by uuid not null,
    ended_by uuid,
    version bigint not null default 1 check (version > 0),
    operation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, vehicle_id) references customer_vehicle (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id),
    check (until_at >= from_at),
    check ((until_at is null) = (ended_by is null))
);
create unique index customer_vehicle_keeper_now on customer_vehicle_keeper (tenant_id, vehicle_id)
    where until_at is null;
create index customer_vehicle_keeper_vehicle on customer_vehicle_keeper (tenant_id, vehicle_id, from_at desc, id desc);
create index customer_vehicle_keeper_customer on customer_vehicle_keeper (tenant_id, customer_id);
alter table customer_vehicle_keeper replica identity full;

-- Vehicles that were written before: kept by whom they stand with.
insert into customer_vehicle_keeper (tenant_id, id, vehicle_id, customer_id, from_at, until_at, begun_by, ended_by,
                                     operation_id)
select v.tenant_id, gen_random_uuid(), v.id, v.customer_id, v.created_at,
    case when v.removed_at is not null then greatest(v.removed_at, v.created_at) end,
    o.actor_id, case when v.removed_at is not null then o.actor_id end, v.operation_id
from customer_vehicle v join operation o on o.tenant_id = v.tenant_id and o.id = v.operation_id;

-- What the odometer showed: append-only, never less than nothing, not always rising (odometers are replaced and
-- misread).
create table customer_vehicle_reading (
    tenant_id uuid not null,
    id uuid not null,
    vehicle_id uuid not null,
    mileage integer not null check (mileage >= 0),
    read_at timestamptz not null,
    read_by uuid not null,
    operation_id uuid not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, vehicle_id) references customer_vehicle (tenant_id, id)
);
create index customer_vehicle_reading_vehicle on customer_vehicle_reading (tenant_id, vehicle_id, read_at desc, id desc);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['customer_vehicle_keeper', 'customer_vehicle_reading']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

grant select, insert, update on customer_vehicle_keeper to clientele_gateway, clientele_batch;
grant select, insert on customer_vehicle_reading to clientele_gateway, clientele_batch;
grant select on customer_vehicle_keeper to clientele_cdc;
alter publication clientele_cdc add table customer_vehicle_keeper;
