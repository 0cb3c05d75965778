package io.clientele.ingest.imports;

import io.clientele.bulk.BulkStorage;
import io.clientele.ingest.csv.CsvBlock;
import io.clientele.ingest.csv.CsvBlocks;
import io.clientele.ingest.csv.LineTooLongException;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/// Reads the encrypted upload block by block, from the byte that the last committed chunk names. Batch's own context is
/// not asked: it is not what the rows were committed with.
final class BlockReader implements ItemStreamReader<CsvBlock> {
    private final BulkStorage storage;
    private final ImportSource source;
    private final ImportProgress.Position start;
    private final int rowsPerChunk;
    private @Nullable SeekableByteChannel file;
    private @Nullable CsvBlocks blocks;

    BlockReader(BulkStorage storage, ImportSource source, ImportProgress.Position start, int rowsPerChunk) {
        this.storage = storage;
        this.source = source;
        this.start = start;
        this.rowsPerChunk = rowsPerChunk;
    }

    @Override
    public void open(ExecutionContext ignored) {
        boolean fresh = start.nextByte() == 0;
        try {
            SeekableByteChannel opened = storage.open(source.fileReference(), source.fileCipher());
            this.file = opened;
            this.blocks = new CsvBlocks(
                    opened,
                    source.encoding(),
                    source.dialect(),
                    fresh ? source.firstByte() : start.nextByte(),
                    fresh ? source.firstLine() : start.nextLine());
        } catch (IOException unreadable) {
            throw new ItemStreamException("the stored file can not be read", unreadable);
        }
    }

    @Override
    public @Nullable CsvBlock read() throws IOException {
        try {
            return Objects.requireNonNull(blocks, "not open").next(rowsPerChunk);
        } catch (LineTooLongException noText) {
            throw new ProblemException(
                    ProblemCode.UNREADABLE_FILE,
                    "Line %d is longer than %d bytes. Expected: a text file with a line for each customer."
                            .formatted(noText.line(), CsvBlocks.MAX_RECORD_BYTES));
        }
    }

    @Override
    public void close() {
        @Nullable SeekableByteChannel open = file;
        blocks = null;
        file = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException lost) {
            throw new ItemStreamException("the stored file can not be closed", lost);
        }
    }
}
