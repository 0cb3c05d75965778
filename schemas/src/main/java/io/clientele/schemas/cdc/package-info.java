/// What change data capture publishes on `cdc.changes`: one row's change, before and after, as the WAL has it.
/// Personal data in it is ciphertext; the reader needs no Debezium.
@NullMarked
package io.clientele.schemas.cdc;

import org.jspecify.annotations.NullMarked;
