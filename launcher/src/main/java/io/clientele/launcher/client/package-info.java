/// Talks to a running platform over its public HTTP API.
/// It knows no other module of Clientele, as any other program would.
@NullMarked
package io.clientele.launcher.client;

import org.jspecify.annotations.NullMarked;
