-- REQ-CM-B011, B016: of one customer a professional has at most one referral that is not declined.
create unique index referral_once on referral (tenant_id, customer_id, to_professional_id) where status <> 'declined';
create index referral_inbox on referral (tenant_id, to_professional_id, created_at desc, id desc);
create index referral_created on referral (tenant_id, created_at desc, id desc);

-- Optimistic lock on a tenant's settings.
alter table tenant add column version bigint not null default 1 check (version > 0);
