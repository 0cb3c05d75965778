package io.clientele.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The wall that bytecode can not show: what has to stand beside what in the sources.
class CompletenessTest {
    /// Requirements whose issue is still open; one that gets its first test has to leave this list.
    private static final Set<String> NOT_YET_BUILT = Set.of("REQ-CM-B012");

    private static final Path ROOT = Path.of(System.getProperty("clientele.root"));
    private static final Pattern REQUIREMENT = Pattern.compile("@Tag\\(\"(REQ-CM-B0\\d\\d)\"\\)");

    @Test
    void everyTopologyHasATest() throws IOException {
        assertThat(main("Topology.java"))
                .isNotEmpty()
                .allSatisfy(topology -> assertThat(beside(topology, "Test.java"))
                        .as("a TopologyTestDriver test: happy path, duplicate, tombstone, poison")
                        .exists());
    }

    @Test
    void everyJobHasATestOfItsLedgerAndAReadme() throws IOException {
        List<Path> jobs = main("Job.java").stream()
                .filter(path -> path.toString().contains("ingest-batch"))
                .toList();

        assertThat(jobs).isNotEmpty().allSatisfy(job -> {
            assertThat(beside(job, "IT.java")).exists();
            assertThat(job.resolveSibling("README.md")).exists();
        });
    }

    @Test
    void allConfigurationHasATestOfItsDefaults() throws IOException {
        String tests = sources("src/test").map(CompletenessTest::text).collect(Collectors.joining());
        List<String> settings = sources("src/main")
                .filter(path -> text(path).contains("@ConfigurationProperties("))
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .toList();

        assertThat(settings)
                .hasSizeGreaterThan(10)
                .allSatisfy(type -> assertThat(tests)
                        .as("bind %s without keys and compare", type)
                        .containsPattern("\\b" + type + "(?:\\.class|\\()"));
    }

    @Test
    void everyRequirementIsTestedOrNamedAsNotYetBuilt() throws IOException {
        Set<String> tagged = sources("src/test")
                .flatMap(path -> REQUIREMENT.matcher(text(path)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all = IntStream.rangeClosed(1, 17)
                .mapToObj("REQ-CM-B%03d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tagged).doesNotContainAnyElementsOf(NOT_YET_BUILT);
        tagged.addAll(NOT_YET_BUILT);
        assertThat(tagged).isEqualTo(all);
    }

    private static List<Path> main(String ending) throws IOException {
        return sources("src/main")
                .filter(path -> path.getFileName().toString().endsWith(ending))
                .toList();
    }

    /// The test of a class: the same path under `src/test`.
    private static Path beside(Path source, String ending) {
        return Path.of(source.toString().replace("/src/main/", "/src/test/").replace(".java", ending));
    }

    private static Stream<Path> sources(String tree) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .map(module -> module.resolve(tree))
                    .filter(Files::isDirectory)
                    .flatMap(CompletenessTest::javaFiles)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
