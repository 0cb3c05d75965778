/// Deterministic, realistic customer files: Canadian first, messy as real ones are, with a known number of bad and
/// repeated rows.
/// The same seed gives the same rows on every machine, and a file of any length is streamed.
@NullMarked
package io.clientele.launcher.sample;

import org.jspecify.annotations.NullMarked;
