package io.clientele.organisation;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/// Spring Data JDBC over table `professional`. Call inside a transaction of the tenant.
interface ProfessionalRepository extends Repository<Professional, UUID> {
    @Modifying
    @Query("insert into professional (tenant_id, id, name) values (:tenantId, :id, :name) on conflict do nothing")
    boolean insert(UUID tenantId, UUID id, String name);

    @Query("select id, tenant_id, name, status from professional where tenant_id = :tenantId and name = :name")
    Optional<Professional> findByName(UUID tenantId, String name);

    @Query("select id, tenant_id, name, status from professional where tenant_id = :tenantId and id = :id")
    Optional<Professional> findById(UUID tenantId, UUID id);
}
