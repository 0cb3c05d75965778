-- REQ-CM-B007, B015. Where a tenant wants its events posted to. Address, description and secrets are ciphertext under the
-- tenant's data key: addresses often carry a token, descriptions are free text.
create table webhook_endpoint (
    tenant_id uuid not null references tenant (id),
    id uuid not null,
    url bytea,
    description bytea,
    -- the current secret and those that are valid a while longer
    secrets bytea,
    -- empty: all
    event_types text[] not null default '{}',
    status text not null default 'active' check (status in ('active', 'disabled', 'deleted')),
    disabled_reason text check (disabled_reason in ('admin', 'gone', 'failing')),
    disabled_at timestamptz,
    -- the first of the failed attempts since the last one that worked; null while all is well
    failing_since timestamptz,
    -- events published before are not for this endpoint
    active_since timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null default 1 check (version > 0),
    primary key (tenant_id, id),
    check ((status = 'disabled') = (disabled_reason is not null)),
    check ((status = 'disabled') = (disabled_at is not null)),
    -- what is deleted keeps neither address nor secret
    check (status <> 'deleted' or (url is null and secrets is null and description is null)),
    check (status = 'deleted' or (url is not null and secrets is not null))
);

-- One row an endpoint and event, which is also what makes a delivery happen once: the primary key is the event.
create table webhook_delivery (
    tenant_id uuid not null,
    endpoint_id uuid not null,
    -- sent as webhook-id
    event_id uuid not null,
    event_type text not null check (length(event_type) between 1 and 100),
    -- whom the event is about: what is posted to one endpoint about one subject is never posted side by side
    subject_id uuid not null,
    -- the event's place among those of its subject
    sequence bigint not null,
    -- the CloudEvent as it is posted; holds no personal data
    body text not null,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    -- of the present round: asking for another one begins again
    tries integer not null default 0 check (tries >= 0),
    -- when somebody may post it; of one that is being posted, when its lease is over
    due_at timestamptz not null,
    -- who is posting it
    lease uuid,
    -- the last attempts: when, outcome, HTTP status, duration
    attempts jsonb not null default '[]' check (jsonb_typeof(attempts) = 'array'),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (tenant_id, endpoint_id, event_id),
    foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id),
    check (status = 'pending' or lease is null)
) with (fillfactor = 80);
create index webhook_delivery_due on webhook_delivery (tenant_id, endpoint_id, due_at, sequence)
    where status = 'pending';
create index webhook_delivery_leased on webhook_delivery (tenant_id, endpoint_id, subject_id) where lease is not null;
create index webhook_delivery_latest on webhook_delivery (tenant_id, endpoint_id, created_at desc, event_id desc);
create index webhook_delivery_expires on webhook_delivery (expires_at);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['webhook_endpoint', 'webhook_delivery']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

grant select, insert, update on webhook_endpoint to clientele_gateway;
grant select, insert on webhook_delivery to clientele_gateway;
grant update (status, tries, due_at, expires_at) on webhook_delivery to clientele_gateway;
grant select on webhook_endpoint to clientele_stream;
grant update (status, disabled_reason, disabled_at, failing_since, updated_at, version) on webhook_endpoint
    to clientele_stream;
grant select, insert on webhook_delivery to clientele_stream;
grant update (status, tries, due_at, lease, attempts) on webhook_delivery to clientele_stream;

-- Who posts has to know whose turn it is, across tenants. The owner, bound by row-level security like everyone else, may
-- see which endpoints are active, what waits, and what has expired; it lends that by these functions only, which tell
-- no more than ids of tenants (the table of tenants is open to applications), a number, or a time.
create policy active on webhook_endpoint for select to clientele_migrator using (status = 'active');
create policy waiting on webhook_delivery for select to clientele_migrator using (status = 'pending');
create policy expired on webhook_delivery to clientele_migrator using (expires_at < now());

create function tenants_with_due_webhooks(p_at timestamptz) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct e.tenant_id from webhook_endpoint e
    where e.status = 'active' and exists (
        select from webhook_delivery d
        where d.tenant_id = e.tenant_id and d.endpoint_id = e.id and d.status = 'pending' and d.due_at <= p_at)
$$;

-- Counts to 100,000: beyond that the exact number says nothing more.
create function count_due_webhooks(p_at timestamptz) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) from (
        select from webhook_endpoint e
        join webhook_delivery d on d.tenant_id = e.tenant_id and d.endpoint_id = e.id
        where e.status = 'active' and d.status = 'pending' and d.due_at <= p_at
        limit 100000) as due
$$;

create function oldest_due_webhook(p_at timestamptz) returns timestamptz
    language sql stable security definer set search_path = public, pg_temp as $$
    select min(first.due_at) from webhook_endpoint e
    cross join lateral (
        select d.due_at from webhook_delivery d
        where d.tenant_id = e.tenant_id and d.endpoint_id = e.id and d.status = 'pending' and d.due_at <= p_at
        order by d.due_at limit 1) as first
    where e.status = 'active'
$$;

create function remove_expired_webhook_deliveries(p_limit integer) returns bigint
    language sql security definer set search_path = public, pg_temp as $$
    with gone as (
        delete from webhook_delivery d using (
            select tenant_id, endpoint_id, event_id from webhook_delivery where expires_at < now() limit p_limit) as old
        where d.tenant_id = old.tenant_id and d.endpoint_id = old.endpoint_id and d.event_id = old.event_id
          and d.expires_at < now()
        returning 1)
    select count(*) from gone
$$;

do $$
declare
    v_function text;
begin
    foreach v_function in array array['tenants_with_due_webhooks(timestamptz)', 'count_due_webhooks(timestamptz)',
        'oldest_due_webhook(timestamptz)', 'remove_expired_webhook_deliveries(integer)']
    loop
        execute format('revoke execute on function %s from public', v_function);
        execute format('grant execute on function %s to clientele_stream', v_function);
    end loop;
end $$;
