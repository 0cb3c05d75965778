-- The second lock on tenancy (the first is tenant_id in every statement): forced row-level security. After a
-- transaction that set app.tenant the setting is '' and not null, hence nullif.
do $$
declare
    v_table text;
begin
    foreach v_table in array array['professional', 'tenant_key', 'subject_key', 'operation', 'customer',
        'customer_last_activity', 'customer_ownership_history', 'referral', 'consent', 'customer_vehicle',
        'customer_activity', 'bulk_job', 'bulk_row_error', 'bulk_failed_row', 'notification']
    loop
        execute format('alter table %I enable row level security', v_table);
        execute format('alter table %I force row level security', v_table);
        execute format($policy$create policy tenant_isolation on %I
            using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
            with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)$policy$, v_table);
    end loop;
end $$;

-- Each application has a role with only what it needs; none owns anything and none may delete a record.
grant select, insert, update on tenant to clientele_gateway;
grant select, insert, update on professional, operation, customer, referral, customer_vehicle to clientele_gateway;
grant select, insert on tenant_key, consent, customer_ownership_history, customer_activity to clientele_gateway;
grant select, insert on subject_key to clientele_gateway;
grant update (wrapped_key, tenant_key_version, destroyed_at) on subject_key to clientele_gateway;
grant select, insert, update on customer_last_activity to clientele_gateway;
grant select, insert, update on bulk_job to clientele_gateway;
grant select on bulk_row_error, bulk_failed_row to clientele_gateway;
grant select on notification to clientele_gateway;
grant update (read_at) on notification to clientele_gateway;
grant select, insert on scheduled_tasks to clientele_gateway;

grant select on tenant, tenant_key, professional, referral to clientele_batch;
grant select, insert on subject_key, consent, customer_ownership_history to clientele_batch;
grant select, insert, update on operation, customer, customer_vehicle, bulk_job, bulk_row_error, bulk_failed_row,
    customer_last_activity to clientele_batch;
grant select on customer_activity to clientele_batch;
-- An import whose staging table was lost with the server starts its file again, errors included.
grant delete on bulk_row_error, bulk_failed_row to clientele_batch;
grant usage, create on schema staging to clientele_batch;
grant select, insert, update, delete on scheduled_tasks to clientele_batch;
grant select, insert, update, delete on batch_job_instance, batch_job_execution, batch_job_execution_params,
    batch_job_execution_context, batch_step_execution, batch_step_execution_context to clientele_batch;
grant usage on batch_step_execution_seq, batch_job_execution_seq, batch_job_instance_seq to clientele_batch;

grant select on tenant, tenant_key, subject_key, professional, customer, referral, customer_vehicle, operation
    to clientele_stream;
grant select, insert on customer_activity, notification, customer_ownership_history to clientele_stream;
grant select, insert, update on customer_last_activity to clientele_stream;
grant execute on function ensure_activity_partitions(date, integer) to clientele_stream;

grant select on tenant, tenant_key, subject_key, customer, customer_last_activity, customer_vehicle, referral
    to clientele_index;

-- What capture may see. The cdc role bypasses row-level security (without that a snapshot reads nothing, silently),
-- reads operations to put their kind and actor on each change, and beats the heartbeat.
grant select on operation, customer, customer_ownership_history, customer_vehicle, customer_activity, consent, referral,
    cdc_heartbeat to clientele_cdc;
grant update on cdc_heartbeat to clientele_cdc;

create publication clientele_cdc
    for table operation, customer, customer_ownership_history, customer_vehicle, customer_activity, consent, referral,
        cdc_heartbeat
    with (publish_via_partition_root = true);
