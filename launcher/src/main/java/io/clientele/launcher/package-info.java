/// The command line of Clientele and the supervisor behind it.
/// This package holds only the entry point; each room below is one concern of running the platform.
@NullMarked
package io.clientele.launcher;

import org.jspecify.annotations.NullMarked;
