package io.clientele.organisation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/// Spring Data JDBC over table `professional`. Call inside a transaction of the tenant.
interface ProfessionalRepository extends Repository<ProfessionalRow, UUID> {
    @Modifying
    @Query("insert into professional (tenant_id, id, name) values (:tenantId, :id, :name) on conflict do nothing")
    boolean insert(UUID tenantId, UUID id, String name);

    @Query("select id, name, email, status, version from professional where tenant_id = :tenantId and name = :name")
    Optional<ProfessionalRow> findByName(UUID tenantId, String name);

    @Query("select id, name, email, status, version from professional where tenant_id = :tenantId and id = :id")
    Optional<ProfessionalRow> findById(UUID tenantId, UUID id);

    /// By name, behind `after`.
    @Query("""
            select id, name, email, status, version from professional
            where tenant_id = :tenantId and (cast(:status as text) is null or status = :status)
              and (cast(:after as text) is null or name > :after)
            order by name limit :limit""")
    List<ProfessionalRow> page(UUID tenantId, @Nullable String status, @Nullable String after, int limit);

    /// @return false when the version is not the current one
    @Modifying
    @Query("""
            update professional set name = :name, status = :status, updated_at = now(), version = version + 1
            where tenant_id = :tenantId and id = :id and version = :version""")
    boolean update(UUID tenantId, UUID id, long version, String name, String status);

    /// @param email ciphertext, and its keyed hash
    @Modifying
    @Query("""
            update professional set email = :email, email_index = :emailIndex
            where tenant_id = :tenantId and id = :id""")
    boolean updateEmail(UUID tenantId, UUID id, byte[] email, byte[] emailIndex);

    @Modifying
    @Query("update professional set email = null, email_index = null where tenant_id = :tenantId and id = :id")
    boolean clearEmail(UUID tenantId, UUID id);
}
