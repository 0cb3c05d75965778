/// CSV as people really send it: character set and dialect are found, records keep the line that an editor shows.
/// Knows nothing of customers; memory is bounded whatever the file.
@NullMarked
package io.clientele.ingest.csv;

import org.jspecify.annotations.NullMarked;
