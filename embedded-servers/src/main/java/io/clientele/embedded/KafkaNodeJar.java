package io.clientele.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A jar with [KafkaNode] alone: a start-up cache accepts jars only, and the rest of ours is not the broker's business.
final class KafkaNodeJar {
    private static final String ENTRY = KafkaNode.class.getName().replace('.', '/') + ".class";

    private KafkaNodeJar() {}

    /// Writes the jar unless it is there with the same content.
    static synchronized Path in(Binaries binaries) {
        Path jar = binaries.directory().resolve("unpacked").resolve("kafka-node.jar");
        try {
            byte[] content = content();
            if (!Files.exists(jar) || !Arrays.equals(content, Files.readAllBytes(jar))) {
                Files.createDirectories(jar.resolveSibling("."));
                Path partial = Files.createTempFile(jar.resolveSibling("."), "kafka-node", ".partial");
                Files.write(partial, content);
                Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return jar;
        } catch (IOException e) {
            throw new ServersException("Can't write " + jar, "Make that directory writable", e);
        }
    }

    private static byte[] content() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream code =
                        Objects.requireNonNull(KafkaNode.class.getClassLoader().getResourceAsStream(ENTRY), ENTRY)) {
            ZipEntry entry = new ZipEntry(ENTRY);
            entry.setTime(0);
            zip.putNextEntry(entry);
            code.transferTo(zip);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
