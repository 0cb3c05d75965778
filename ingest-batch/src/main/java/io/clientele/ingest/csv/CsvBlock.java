package io.clientele.ingest.csv;

/// A part of a file that holds whole records only, so that work can start again after it.
public sealed interface CsvBlock {
    /// Offset in the file of the first byte after the block.
    long nextByte();

    /// Number of the line after the block; the file's first line is 1.
    long nextLine();

    /// Records.
    ///
    /// @param text the block's characters
    /// @param firstLine number of its first line
    record Records(String text, long firstLine, long nextByte, long nextLine) implements CsvBlock {}

    /// A line whose quotes do not fit together: one is not closed within [CsvBlocks#MAX_RECORD_BYTES] or never, or has
    /// text after it. It costs this line and not the rest of the file.
    ///
    /// @param text the line without its end
    /// @param line its number
    record BrokenQuotes(String text, long line, long nextByte, long nextLine) implements CsvBlock {}
}
