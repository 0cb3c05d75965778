/// The counters of a tenant over HTTP.
/// For those who see the whole tenant; they tell of nobody in particular.
@NullMarked
package io.clientele.api.stats;

import org.jspecify.annotations.NullMarked;
