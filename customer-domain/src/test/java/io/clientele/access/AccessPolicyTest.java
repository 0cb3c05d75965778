package io.clientele.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REQ-CM-B016")
class AccessPolicyTest {
    private static final UUID ME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @ParameterizedTest(name = "{0}, owner {1}, referred {2}: {3}")
    @CsvSource({
        "ADMIN, none, false, FULL",
        "ADMIN, other, false, FULL",
        "SERVICE, other, false, FULL",
        "PROFESSIONAL, me, false, FULL",
        "PROFESSIONAL, me, true, FULL",
        "PROFESSIONAL, other, true, LIMITED",
        "PROFESSIONAL, none, true, LIMITED",
        "PROFESSIONAL, other, false, NONE",
        "PROFESSIONAL, none, false, NONE",
    })
    void decides(Role role, String owner, boolean referred, Access expected) {
        Actor viewer =
                new Actor(new TenantId(new UUID(9, 9)), new UUID(3, 3), role, role == Role.PROFESSIONAL ? ME : null);
        @Nullable
        UUID ownerId = switch (owner) {
            case "me" -> ME;
            case "other" -> OTHER;
            default -> null;
        };

        assertThat(AccessPolicy.decide(viewer, ownerId, referred)).isEqualTo(expected);
    }
}
