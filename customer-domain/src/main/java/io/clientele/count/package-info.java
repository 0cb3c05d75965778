/// How many customers were new and how many activities there were, by the hour.
/// The numbers come from the stream as absolute ones; here they are kept and summed up.
@NullMarked
package io.clientele.count;

import org.jspecify.annotations.NullMarked;
