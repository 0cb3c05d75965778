-- REQ-CM-B002, B007: the inbox of a professional, what each wants to be told how, and the mails that wait. Rows hold ids
-- and facts, never personal data: names are resolved when they are read, as the reader may see them then.

-- Each recipient's notifications are numbered in the order of their commits, so that a reader who has seen number n has
-- seen all before it. The row of this table is locked while numbers are given out.
create table notification_inbox (
    tenant_id uuid not null,
    professional_id uuid not null,
    last_position bigint not null default 0 check (last_position >= 0),
    primary key (tenant_id, professional_id),
    foreign key (tenant_id, professional_id) references professional (tenant_id, id)
);

alter table notification rename column payload to facts;
alter table notification
    add column event_type text check (length(event_type) between 1 and 60),
    add column activity_type text check (length(activity_type) between 1 and 60),
    add column operation_id uuid,
    add column bulk boolean not null default false,
    add column actor_id uuid,
    -- false where the recipient wants mail only
    add column listed boolean not null default true,
    add column position bigint check (position > 0),
    add column updated_at timestamptz,
    add check (jsonb_typeof(facts) = 'object');
update notification n set event_type = n.kind, operation_id = n.event_id, updated_at = n.created_at, position = o.position
from (select tenant_id, id, row_number() over (partition by tenant_id, recipient_professional_id
                                               order by created_at, id) as position from notification) o
where o.tenant_id = n.tenant_id and o.id = n.id;
insert into notification_inbox (tenant_id, professional_id, last_position)
select tenant_id, recipient_professional_id, max(position) from notification group by 1, 2;
alter table notification
    alter column event_type set not null,
    alter column operation_id set not null,
    alter column position set not null,
    alter column updated_at set not null;
drop index notification_recipient;
create unique index notification_position on notification (tenant_id, recipient_professional_id, position desc);
create index notification_unread on notification (tenant_id, recipient_professional_id, position)
    where read_at is null and listed;

create table notification_preference (
    tenant_id uuid not null,
    professional_id uuid not null,
    language text not null check (language in ('en', 'fr')),
    time_zone text not null check (length(time_zone) between 1 and 60),
    own_actions boolean not null,
    -- {"activity": {"in_app": true, "email": "hourly"}, ...}; a kind that is not there is as by default
    kinds jsonb not null check (jsonb_typeof(kinds) = 'object'),
    version bigint not null default 1 check (version > 0),
    updated_at timestamptz not null,
    primary key (tenant_id, professional_id),
    foreign key (tenant_id, professional_id) references professional (tenant_id, id)
);

-- Mails to send: one row for each notification that is to be told by mail. A row is claimed, in a transaction of its own,
-- before the mail is handed over, and never claimed again unless the server is known not to have taken it.
create table notification_mail (
    tenant_id uuid not null,
    notification_id uuid not null,
    recipient_professional_id uuid not null,
    mode text not null check (mode in ('at_once', 'hourly', 'daily')),
    state text not null default 'waiting'
        check (state in ('waiting', 'claimed', 'sent', 'unknown', 'refused', 'undeliverable')),
    due_at timestamptz not null,
    attempts integer not null default 0 check (attempts >= 0),
    -- the mail that it went with; several rows share one in a digest
    mail_id uuid,
    changed_at timestamptz not null,
    primary key (tenant_id, notification_id),
    foreign key (tenant_id, notification_id) references notification (tenant_id, id)
);
create index notification_mail_due on notification_mail (tenant_id, due_at) where state = 'waiting';
create index notification_mail_claimed on notification_mail (tenant_id, changed_at) where state = 'claimed';

-- Which tenants have mails to send now, in one question instead of one for each tenant. It has the rights of who calls
-- it: row-level security holds, tenant by tenant.
create function tenants_with_due_mail(p_now timestamptz) returns setof uuid
    language plpgsql set search_path = public, pg_temp as $$
declare
    v_tenant uuid;
begin
    for v_tenant in select id from tenant where status = 'active' loop
        perform set_config('app.tenant', v_tenant::text, true);
        if exists (select from notification_mail where tenant_id = v_tenant and state = 'waiting' and due_at <= p_now) then
            return next v_tenant;
        end if;
    end loop;
    perform set_config('app.tenant', '', true);
end $$;
revoke execute on function tenants_with_due_mail(timestamptz) from public;
grant execute on function tenants_with_due_mail(timestamptz) to clientele_stream;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['notification_inbox', 'notification_preference', 'notification_mail']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

grant select, insert, update on notification_inbox, notification_mail to clientele_stream;
grant update (facts, position, updated_at, read_at) on notification to clientele_stream;
grant select on notification_preference to clientele_stream;
grant select, insert, update on notification_preference to clientele_gateway;
grant select on notification_inbox to clientele_gateway;
