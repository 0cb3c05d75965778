package io.clientele.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B010")
class FileEncodingTest {
    private static final String TEXT = "Prénom,Ville\nZoé,Montréal\n";

    @Test
    void seesByteOrderMarks() throws IOException {
        assertThat(detect(bytes(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf)))
                .isEqualTo(new FileEncoding(StandardCharsets.UTF_8, 3));
        assertThat(detect(bytes(StandardCharsets.UTF_16LE, 0xff, 0xfe)))
                .isEqualTo(new FileEncoding(StandardCharsets.UTF_16LE, 2));
        assertThat(detect(bytes(StandardCharsets.UTF_16BE, 0xfe, 0xff)))
                .isEqualTo(new FileEncoding(StandardCharsets.UTF_16BE, 2));
    }

    @Test
    void takesValidUtf8ForUtf8EvenWhereACharacterLiesAcrossReads() throws IOException {
        for (int shift = 0; shift < 3; shift++) {
            String text = "x".repeat((1 << 16) - 1 - shift) + "€é" + TEXT;

            assertThat(detect(text.getBytes(StandardCharsets.UTF_8)).charset()).isEqualTo(StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesOtherBytesForWindows1252() throws IOException {
        assertThat(detect(bytes(Charset.forName("windows-1252"))).charset().name())
                .isEqualTo("windows-1252");
        assertThat(detect(("a".repeat(200_000) + "é").getBytes(StandardCharsets.ISO_8859_1))
                        .charset()
                        .name())
                .isEqualTo("windows-1252");
    }

    @Test
    void keepsUtf8ForAFileWithOneBrokenByteAmongMany() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(TEXT.repeat(50).getBytes(StandardCharsets.UTF_8));
        file.write(0xe9);
        file.writeBytes(TEXT.getBytes(StandardCharsets.UTF_8));

        assertThat(detect(file.toByteArray()).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void takesAnEmptyFileForUtf8() throws IOException {
        assertThat(detect(new byte[0])).isEqualTo(new FileEncoding(StandardCharsets.UTF_8, 0));
    }

    private static byte[] bytes(Charset charset, int... mark) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int b : mark) {
            file.write(b);
        }
        file.writeBytes(TEXT.getBytes(charset));
        return file.toByteArray();
    }

    private static FileEncoding detect(byte[] bytes) throws IOException {
        return FileEncoding.detect(new MemoryFile(bytes));
    }
}
