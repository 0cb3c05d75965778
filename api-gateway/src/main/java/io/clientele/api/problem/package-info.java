/// The only place where errors become answers (RFC 9457 problem+json).
/// No answer repeats a value that the caller sent.
@NullMarked
package io.clientele.api.problem;

import org.jspecify.annotations.NullMarked;
