/// Dead letters, for the admins of a tenant and, where they name no tenant, the operator of the platform.
/// Looking, sending again and giving up; Kafka itself is out of reach from here.
@NullMarked
package io.clientele.api.letter;

import org.jspecify.annotations.NullMarked;
