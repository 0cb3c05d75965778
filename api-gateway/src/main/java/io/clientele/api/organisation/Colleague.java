package io.clientele.api.organisation;

import io.clientele.organisation.Professional;
import java.util.UUID;

/// A professional as everyone of the tenant may see them: enough to choose whom to refer a customer to.
record Colleague(UUID professionalId, String name, String status) {
    static Colleague of(Professional professional) {
        return new Colleague(professional.id(), professional.name(), professional.status());
    }
}
