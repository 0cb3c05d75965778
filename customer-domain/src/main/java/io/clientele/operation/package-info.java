/// Every write belongs to an operation: who did what, when and why.
/// Changed rows carry its id, from which history, provenance and undo follow.
@NullMarked
package io.clientele.operation;

import org.jspecify.annotations.NullMarked;
