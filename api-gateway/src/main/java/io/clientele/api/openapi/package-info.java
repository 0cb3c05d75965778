/// The description of the API, for people and programs.
/// Open to everyone, like nothing else.
@NullMarked
package io.clientele.api.openapi;

import org.jspecify.annotations.NullMarked;
