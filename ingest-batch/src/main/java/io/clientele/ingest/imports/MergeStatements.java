package io.clientele.ingest.imports;

/// The SQL of one slice of a merge: the staged rows whose e-mail index lies above `?` and up to `?`. All rows of one
/// address are in one slice, so that repeats are seen there. `%s` is the staging table.
final class MergeStatements {
    /// The end of the slice that starts at `?`: the e-mail index of its last row; no row when nothing is left.
    /// Parameters: start, rows of a slice less one, start.
    static final String SLICE_END = """
            select coalesce(
                (select email_index from %1$s where email_index > ? order by email_index offset ? limit 1),
                (select max(email_index) from %1$s where email_index > ?))""";

    /// Inserts the first row of each address, with its key and first owner, unless a live customer has the address;
    /// gives how many. Rows go in the order of the address index, so that its pages are touched once.
    /// Parameters: start, end, tenant, owner, at, at, operation, tenant, at, tenant, owner, requester, at,
    /// operation, owner.
    static final String INSERT = """
            with slice as materialized (
                select distinct on (email_index) * from %s where email_index > ? and email_index <= ?
                order by email_index, line
            ), created as (
                insert into customer (tenant_id, id, owner_professional_id, email, email_index, phone, phone_index,
                    phone_secondary, first_name, last_name, date_of_birth, address_line1, address_line2, city, province,
                    postal_code, country, preferred_contact_method, marketing_consent, newsletter_subscribed, status,
                    source, notes, tags, created_at, updated_at, operation_id, operation_row)
                select ?::uuid, id, ?::uuid, email, email_index, phone, phone_index,
                    phone_secondary, first_name, last_name, date_of_birth, address_line1, address_line2, city, province,
                    postal_code, country, preferred_contact_method, marketing_consent, newsletter_subscribed, status,
                    source, notes, tags, ?::timestamptz, ?::timestamptz, ?::uuid, line
                from slice order by email_index
                on conflict (tenant_id, email_index) where deleted_at is null do nothing
                returning id
            ), keyed as (
                insert into subject_key (tenant_id, customer_id, wrapped_key, tenant_key_version, created_at)
                select ?::uuid, s.id, s.wrapped_key, s.tenant_key_version, ?::timestamptz from slice s join created c on c.id = s.id
            ), owned as (
                insert into customer_ownership_history (tenant_id, id, customer_id, previous_owner_id, new_owner_id, reason,
                    transferred_by, transferred_at, operation_id)
                select ?::uuid, uuidv7(), s.id, null::uuid, ?::uuid, s.owner_reason, ?::uuid, ?::timestamptz, ?::uuid
                from slice s join created c on c.id = s.id where ?::uuid is not null
            )
            select count(*) from created""";

    /// Reports the rows that were not created, each with the customer that it hit, and keeps them for the file of
    /// failing rows; gives how many repeat a row of the file and how many a customer of the store.
    /// Parameters: start, end, tenant, operation, dry run, tenant, job, column, store code, file code,
    /// store message, file message, store hint, file hint, tenant, job.
    static final String REPORT_DUPLICATES = """
            with slice as (
                select line, id, email_index, email_cell, record,
                       first_value(line) over (partition by email_index order by line) as first_line
                from %s where email_index > ? and email_index <= ?
            ), lost as materialized (
                select s.line, s.email_cell, s.record, c.id as customer_id,
                       case when s.first_line < s.line then s.first_line
                            when c.operation_id = o.id then c.operation_row end as repeated_line
                from slice s
                cross join (select ?::uuid as tenant_id, ?::uuid as id, ?::boolean as dry_run) o
                left join customer c
                    on c.tenant_id = o.tenant_id and c.email_index = s.email_index and c.deleted_at is null
                where case when o.dry_run then c.id is not null or s.first_line < s.line else c.id is distinct from s.id end
            ), errors as (
                insert into bulk_row_error (tenant_id, job_id, line, ordinal, outcome, column_name, field, value, code,
                    message, hint, customer_id)
                select ?::uuid, ?::uuid, line, 0, 'duplicate', ?::text, 'email', email_cell,
                       case when repeated_line is null then ?::text else ?::text end,
                       case when repeated_line is null then ?::text else format(?::text, repeated_line) end,
                       case when repeated_line is null then ?::text else ?::text end, customer_id
                from lost
            ), kept as (
                insert into bulk_failed_row (tenant_id, job_id, line, record) select ?::uuid, ?::uuid, line, record from lost
            )
            select count(*) filter (where repeated_line is not null) as in_file,
                   count(*) filter (where repeated_line is null) as in_store from lost""";

    /// Parameters: start, end.
    static final String DELETE = "delete from %s where email_index > ? and email_index <= ?";

    private MergeStatements() {}
}
