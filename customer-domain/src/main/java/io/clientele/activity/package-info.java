/// The activity log (REQ-CM-B004): immutable, typed, encrypted like the record.
/// Writing an activity twice is writing it once.
@NullMarked
package io.clientele.activity;

import org.jspecify.annotations.NullMarked;
