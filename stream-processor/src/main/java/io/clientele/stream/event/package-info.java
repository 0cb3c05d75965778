/// The topology that derives customer events from row changes: which change is which event, its id and its sequence.
/// A change that was seen before, whatever the reason, makes no second event.
@NullMarked
package io.clientele.stream.event;

import org.jspecify.annotations.NullMarked;
