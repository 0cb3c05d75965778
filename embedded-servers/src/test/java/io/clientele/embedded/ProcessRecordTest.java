package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir
    Path directory;

    @Test
    void findsTheProcessAgain() throws Exception {
        Path file = directory.resolve("pid");
        ProcessRecord.of(ProcessHandle.current()).write(file);
        assertThat(ProcessRecord.read(file).orElseThrow().running()).contains(ProcessHandle.current());
    }

    @Test
    void mistakesNoOtherProcessForIt() {
        ProcessRecord self = ProcessRecord.of(ProcessHandle.current());
        assertThat(new ProcessRecord(self.pid(), self.startMillis() - 10_000).running())
                .isEmpty();
        assertThat(new ProcessRecord(self.pid(), 0).running()).isEmpty();
    }

    @Test
    void takesNothingFromABrokenOrMissingFile() throws Exception {
        assertThat(ProcessRecord.read(directory.resolve("missing"))).isEmpty();
        assertThat(ProcessRecord.read(Files.writeString(directory.resolve("a"), "")))
                .isEmpty();
        assertThat(ProcessRecord.read(Files.writeString(directory.resolve("b"), "12\nx\n")))
                .isEmpty();
    }
}
