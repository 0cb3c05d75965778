-- Which key of the master keyset wrapped the row (Tink's id; null: before this was kept). Rotating the master key
-- wraps these rows anew and writes nothing else; rotating a tenant's data key adds a row with the next version.
alter table tenant_key add column master_key_id integer;
grant update (wrapped_key, master_key_id) on tenant_key to clientele_gateway;
