package io.clientele.schemas.database;

/// The PostgreSQL roles of the platform. Each application logs in with its own; the migrations grant each only what
/// it needs (`V7__tenancy_roles_and_publication.sql`).
public enum DatabaseRole {
    /// Owns the schema; used while migrating and by nothing that serves requests.
    MIGRATOR("clientele_migrator", ""),
    /// `api-gateway`.
    GATEWAY("clientele_gateway", ""),
    /// `ingest-batch`.
    BATCH("clientele_batch", ""),
    /// `stream-processor`: topologies and sinks.
    STREAM("clientele_stream", ""),
    /// `search-indexer`.
    INDEX("clientele_index", ""),
    /// Change data capture: replication, and every tenant's rows of the published tables.
    CDC("clientele_cdc", "replication bypassrls");

    private final String roleName;
    private final String attributes;

    DatabaseRole(String roleName, String attributes) {
        this.roleName = roleName;
        this.attributes = attributes;
    }

    /// The name in PostgreSQL, for example `clientele_gateway`.
    public String roleName() {
        return roleName;
    }

    String attributes() {
        return attributes;
    }
}
