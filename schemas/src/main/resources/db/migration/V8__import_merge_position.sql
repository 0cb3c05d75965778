-- How far an import's merge has come, in the order of the e-mail index: everything up to here has met its fate, even
-- when a crash of the server emptied the staging table.
alter table bulk_job add column merged_index bytea;
