package io.clientele.ingest.imports;

import java.util.List;

/// The rows of one block and where the file goes on after them.
///
/// @param nextByte offset of the next block
/// @param nextLine number of its first line
record ProcessedBlock(List<RowOutcome> outcomes, long nextByte, long nextLine) {}
