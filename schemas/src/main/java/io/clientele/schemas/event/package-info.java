/// The events of a customer's life as the outside sees them: CloudEvents with ids and facts, never personal data.
/// Each type has a JSON Schema under `events/`, which tests hold against what is really published.
@NullMarked
package io.clientele.schemas.event;

import org.jspecify.annotations.NullMarked;
