/// Brings a PostgreSQL database to the state that the applications expect: roles, schema, replication slot.
/// Run by the launcher, by the `migrate` container and by every integration test, so that there is one way only.
@NullMarked
package io.clientele.schemas.database;

import org.jspecify.annotations.NullMarked;
