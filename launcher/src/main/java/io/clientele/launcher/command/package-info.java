/// One class for each command that `./clientele` knows.
/// A command reads its options, asks the other rooms to do the work, and decides the exit code.
@NullMarked
package io.clientele.launcher.command;

import org.jspecify.annotations.NullMarked;
