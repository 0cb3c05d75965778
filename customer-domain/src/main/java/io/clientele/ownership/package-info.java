/// Which professional owns a customer (REQ-CM-B002, B011): the history that a first owner starts.
/// An owner that is set is never overwritten by an assignment.
@NullMarked
package io.clientele.ownership;

import org.jspecify.annotations.NullMarked;
