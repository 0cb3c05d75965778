/// What every request gets: an id, a line in the log, and a limit on its body.
/// Nothing personal is written to the log: no query string, no body, no path variable.
@NullMarked
package io.clientele.api.request;

import org.jspecify.annotations.NullMarked;
