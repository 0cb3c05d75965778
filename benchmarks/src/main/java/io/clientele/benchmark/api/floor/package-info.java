/// The floor of the API benchmark: what Spring Boot, Tomcat and PostgreSQL cost when a service does nothing
/// else. No tenants, no tokens, no encryption, no history.
@NullMarked
package io.clientele.benchmark.api.floor;

import org.jspecify.annotations.NullMarked;
