/// Everything that the platform keeps on disk: where it lies, its secrets, its ports, and what runs now.
/// Files with secrets are readable by their owner only; files that others read are replaced atomically.
@NullMarked
package io.clientele.launcher.home;

import org.jspecify.annotations.NullMarked;
