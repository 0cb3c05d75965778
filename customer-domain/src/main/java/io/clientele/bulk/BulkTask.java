package io.clientele.bulk;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.clientele.tenant.TenantId;
import java.util.UUID;

/// How a bulk job stands in the scheduler's table: one task name, and tenant and job in the instance's id.
///
/// @param tenantId whose job
/// @param jobId which
public record BulkTask(TenantId tenantId, UUID jobId) {
    public static final String NAME = "bulk-job";

    public static BulkTask of(TaskInstance<?> instance) {
        String[] parts = instance.getId().split(":");
        return new BulkTask(TenantId.of(parts[0]), UUID.fromString(parts[1]));
    }

    TaskInstance<Void> instance() {
        return new TaskInstance<>(NAME, tenantId + ":" + jobId);
    }
}
