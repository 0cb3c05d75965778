package io.clientele.embedded;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// Unpacks the archives of the servers.
final class Archives {

    /// Modules that this platform doesn't use; without them OpenSearch starts sooner.
    private static final Set<String> UNUSED_MODULES = Set.of(
            "transport-grpc",
            "ingest-geoip",
            "ingest-user-agent",
            "geo",
            "percolator",
            "opensearch-dashboards",
            "repository-url",
            "cache-common",
            "store-subdirectory");

    private Archives() {}

    static void unpack(ServerKind kind, Path archive, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                ZipInputStream zip = new ZipInputStream(file)) {
            switch (kind) {
                case POSTGRES -> unpackTarInside(zip, target);
                case OPENSEARCH -> unpackZip(zip, target);
                case KAFKA -> throw new IllegalArgumentException("Kafka comes as jars");
            }
        }
    }

    private static void unpackTarInside(ZipInputStream zip, Path target) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) {
                unpackTar(new XZInputStream(new Unclosed(zip)), target);
                return;
            }
        }
        throw new IOException("no .txz inside");
    }

    private static void unpackTar(InputStream in, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = inside(target, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(parent(file));
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(parent(file));
                    Files.copy(tar, file);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static void unpackZip(ZipInputStream zip, Path target) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            // The first part of each name is the directory opensearch-VERSION.
            String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
            if (entry.isDirectory() || unused(name)) {
                continue;
            }
            Path file = inside(target, name);
            Files.createDirectories(parent(file));
            Files.copy(zip, file);
        }
        Files.createDirectories(target.resolve("plugins"));
    }

    private static boolean unused(String name) {
        return name.startsWith("modules/") && UNUSED_MODULES.contains(name.split("/", 3)[1]);
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("entry leaves the archive: " + name);
        }
        return file;
    }

    private static Path parent(Path file) {
        @Nullable Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /// Keeps the reader of an inner archive from closing the outer one.
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the outer archive is closed by who opened it
        }
    }
}
