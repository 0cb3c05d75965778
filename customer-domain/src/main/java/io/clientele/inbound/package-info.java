/// What the surrounding systems report of customers: checked, logged as activities, and taken as engagements. A
/// report counts once, however often it comes, and wholly or not at all.
@NullMarked
package io.clientele.inbound;

import org.jspecify.annotations.NullMarked;
