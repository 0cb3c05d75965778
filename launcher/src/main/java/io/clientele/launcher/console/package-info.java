/// The only place that writes to the terminal.
/// It knows whether a person is watching (progress bar) or a file is (plain lines).
@NullMarked
package io.clientele.launcher.console;

import org.jspecify.annotations.NullMarked;
