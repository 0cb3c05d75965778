/// What was changed of a customer, by whom, and the customer as it stood at a time.
/// For those who see the customer in full.
@NullMarked
package io.clientele.api.history;

import org.jspecify.annotations.NullMarked;
