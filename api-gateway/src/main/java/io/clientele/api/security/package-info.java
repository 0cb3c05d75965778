/// From a token to the actor, and who may call what; denied by default.
/// The tenant comes from a verified token and from nothing else.
@NullMarked
package io.clientele.api.security;

import org.jspecify.annotations.NullMarked;
