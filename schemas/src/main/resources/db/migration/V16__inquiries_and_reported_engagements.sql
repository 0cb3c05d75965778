-- REQ-CM-B002, REQ-CM-B011: inquiries that other systems report, to whom they are offered, and owners who became it by
-- what another system reports. No personal data: an inquiry's text stays where it was written.

create table inquiry (
    tenant_id uuid not null,
    -- the other system's
    id uuid not null,
    customer_id uuid not null,
    status text not null check (status in ('open', 'offered_to_owner', 'offered_to_all', 'answered', 'closed')),
    -- of the step that wrote the row; an older one changes nothing
    revision bigint not null check (revision > 0),
    received_at timestamptz not null,
    -- how long it is, or was, the owner's alone
    offer_until timestamptz,
    answered_by uuid,
    ended_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, customer_id) references customer (tenant_id, id),
    foreign key (tenant_id, answered_by) references professional (tenant_id, id),
    check ((status in ('answered', 'closed')) = (ended_at is not null))
);
create index inquiry_received on inquiry (tenant_id, received_at desc, id desc);
create index inquiry_customer on inquiry (tenant_id, customer_id, received_at desc, id desc);

-- Who may answer, and since when: what makes a professional's inbox.
create table inquiry_offer (
    tenant_id uuid not null,
    inquiry_id uuid not null,
    professional_id uuid not null,
    offered_at timestamptz not null,
    primary key (tenant_id, inquiry_id, professional_id),
    foreign key (tenant_id, inquiry_id) references inquiry (tenant_id, id),
    foreign key (tenant_id, professional_id) references professional (tenant_id, id)
);
create index inquiry_offer_professional on inquiry_offer (tenant_id, professional_id, inquiry_id);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['inquiry', 'inquiry_offer']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

grant select, insert, update on inquiry to clientele_stream;
grant select, insert on inquiry_offer to clientele_stream;
grant select on inquiry, inquiry_offer to clientele_gateway;

-- The stream makes a first owner, in an operation of its own, and changes nothing else of a customer. The lines of the
-- ownership history it may insert since V7.
grant insert on operation to clientele_stream;
grant update (owner_professional_id, updated_at, version, operation_id, operation_row) on customer to clientele_stream;
