/// Starts the three servers and the four applications, restarts what dies, and stops all of it in order.
/// It is the parent process of everything that runs, and leaves its state in a file for the other commands.
@NullMarked
package io.clientele.launcher.supervisor;

import org.jspecify.annotations.NullMarked;
