package io.clientele.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The walls of the code base. Each rule says why it is there, which is also what to do when it fails.
@AnalyzeClasses(
        packages = "io.clientele",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /// The domain's test jar is on our class path too.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("test-classes") && !location.contains("-tests.jar");
        }
    }

    private static final String API = "io.clientele.api..";
    private static final String INGEST = "io.clientele.ingest..";
    private static final String STREAM = "io.clientele.stream..";
    private static final String SEARCH = "io.clientele.search..";
    private static final String LAUNCHER = "io.clientele.launcher..";
    private static final String EMBEDDED = "io.clientele.embedded..";
    private static final String SCHEMAS = "io.clientele.schemas..";

    // ---- module direction -------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule roomsHaveNoCycles = slices().matching("io.clientele.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a room that needs its user cannot be understood alone: move what both need below both");

    @ArchTest
    static final ArchRule schemasKnowNobody = noClasses()
            .that()
            .resideInAPackage(SCHEMAS)
            .should()
            .dependOnClassesThat(resideInAPackage("io.clientele..").and(resideOutsideOfPackages(SCHEMAS)))
            .because("the shapes of data are the ground that all modules stand on");

    @ArchTest
    static final ArchRule ingestIsAlone = alone(INGEST, STREAM, SEARCH, API);

    @ArchTest
    static final ArchRule streamIsAlone = alone(STREAM, INGEST, SEARCH, API);

    @ArchTest
    static final ArchRule searchIsAlone = alone(SEARCH, INGEST, STREAM, API);

    @ArchTest
    static final ArchRule gatewayUsesOnlyTheQueriesOfSearch = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, STREAM, "io.clientele.search.index..")
            .allowEmptyShould(true)
            .because("applications meet in the database and in topics; the gateway may only ask the query package");

    @ArchTest
    static final ArchRule nobodyNeedsTheLauncher = noClasses()
            .that(resideInAPackage("io.clientele..")
                    .and(resideOutsideOfPackages(LAUNCHER, EMBEDDED, "io.clientele.benchmark..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAUNCHER, EMBEDDED)
            .because("in production the applications run without them");

    @ArchTest
    static final ArchRule launcherIsAnyOtherProgram = noClasses()
            .that()
            .resideInAPackage(LAUNCHER)
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.clientele..").and(resideOutsideOfPackages(LAUNCHER, EMBEDDED, SCHEMAS)))
            .because("the command line uses the public API and counts in the stores themselves, so that it can tell the"
                    + " truth about the applications");

    // ---- library fences ---------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule springBatchStaysInIngest = fence("org.springframework.batch..", INGEST);

    @ArchTest
    static final ArchRule poiStaysInIngest = fence("org.apache.poi..", INGEST);

    @ArchTest
    static final ArchRule fastCsvStaysWhereFilesAre =
            fence("de.siegmar.fastcsv..", INGEST, "io.clientele.launcher.sample..", "io.clientele.benchmark..");

    @ArchTest
    static final ArchRule debeziumStaysInCapture = fence("io.debezium..", "io.clientele.stream.cdc..");

    @ArchTest
    static final ArchRule kafkaStreamsStaysInStream = fence("org.apache.kafka.streams..", STREAM);

    @ArchTest
    static final ArchRule openSearchStaysInSearch = fence("org.opensearch..", SEARCH);

    @ArchTest
    static final ArchRule tinkStaysInPii = fence("com.google.crypto.tink..", "io.clientele.pii..");

    @ArchTest
    static final ArchRule webhookSignaturesStayWhereTheyAreMade =
            fence("com.standardwebhooks..", "io.clientele.stream.webhook..");

    @ArchTest
    static final ArchRule springWebStaysInTheGateway = fence("org.springframework.web..", API);

    @ArchTest
    static final ArchRule springSecurityStaysInTheGateway = fence("org.springframework.security..", API);

    @ArchTest
    static final ArchRule picocliStaysInCommands = fence("picocli..", "io.clientele.launcher.command..");

    // ---- names ------------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Dto|Mapper|Service)")
            .because("such a name says nothing about the trade: call it what it is or does");

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..service..", "..model..")
            .because("a package is a feature with a sign on its door, not a drawer");

    @ArchTest
    static final ArchRule interfacesHaveSeveralForms = classes()
            .that()
            .areInterfaces()
            .and(plainInterfaces())
            .should(haveNotExactlyOneImplementation())
            .because("an interface with one class behind it is a second name for the class: delete the interface");

    @ArchTest
    static final ArchRule repositoriesAskForTheTenant = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .and()
            .areNotPrivate()
            .and()
            .areNotStatic()
            .and(notSynthetic())
            .should(takeTheTenantFirst())
            .because("every statement belongs to one tenant, and the compiler should remind us of it");

    @ArchTest
    static final ArchRule controllersUseTheDomain = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .allowEmptyShould(true)
            .because("rules live in the domain's classes, which a repository would bypass");

    @ArchTest
    static final ArchRule packagesHaveASign = classes()
            .that(areTopLevel())
            .should(liveInANullMarkedPackage())
            .because("package-info.java says in two sentences what lives there, and @NullMarked makes null a type");

    // ---- habits -----------------------------------------------------------------------------------------------------

    @ArchTest
    static final ArchRule dependenciesComeByConstructor = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .because("what a class needs stands in its constructor");

    @ArchTest
    static final ArchRule nothingPrintsPastTheConsole = noClasses()
            .that(areNotProgramsOfTheirOwn())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("people read the launcher's Console, programs read logs");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethodWhere(target(Thread.class, "sleep"))
            .because("wait for what you wait for: a future, a condition, a scheduled task");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callConstructor(java.util.Date.class)
            .because("a test must be able to say what time it is: take a Clock");

    @ArchTest
    static final ArchRule slf4jIsTheLog = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("there is one log");

    @ArchTest
    static final ArchRule loggersArePrivateConstants = fields().that()
            .haveRawType("org.slf4j.Logger")
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal()
            .allowEmptyShould(true)
            .because("a logger belongs to its class");

    private static ArchRule alone(String application, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(application)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .because("the applications meet in the database and in topics, so that each can be deployed alone");
    }

    private static ArchRule fence(String library, String... rooms) {
        return noClasses()
                .that(resideInAPackage("io.clientele..").and(resideOutsideOfPackages(rooms)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("only " + String.join(", ", List.of(rooms))
                        + " may know this library, so that it can be replaced");
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> target(
            Class<?> owner, String name) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + name,
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getName().equals(name));
    }

    /// The Kafka child process reports its failure to its log, which is its standard error.
    private static DescribedPredicate<JavaClass> areNotProgramsOfTheirOwn() {
        return DescribedPredicate.describe(
                "are no child programs", type -> !type.getName().equals("io.clientele.embedded.KafkaNode"));
    }

    private static DescribedPredicate<JavaClass> plainInterfaces() {
        return DescribedPredicate.describe(
                "plain, not sealed, not functional, not Spring Data's",
                type -> !type.reflect().isSealed()
                        && !type.isAnnotation()
                        && !type.isAnnotatedWith(FunctionalInterface.class)
                        && type.getAllRawInterfaces().stream()
                                .noneMatch(parent -> parent.getName().startsWith("org.springframework.data")));
    }

    private static ArchCondition<JavaClass> haveNotExactlyOneImplementation() {
        return new ArchCondition<>("have several implementations, or only anonymous ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> named = type.getAllSubclasses().stream()
                        .filter(each -> !each.isInterface() && !each.isAnonymousClass())
                        .map(JavaClass::getName)
                        .toList();
                boolean anonymous = type.getAllSubclasses().stream().anyMatch(JavaClass::isAnonymousClass);
                if (named.size() == 1 && !anonymous) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " has exactly one implementation, " + named.getFirst()));
                }
            }
        };
    }

    private static DescribedPredicate<JavaMethod> notSynthetic() {
        return DescribedPredicate.describe(
                "written by hand",
                method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !method.getName().equals("toString"));
    }

    private static ArchCondition<JavaMethod> takeTheTenantFirst() {
        return new ArchCondition<>("take the tenant first") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var parameters = method.getRawParameterTypes();
                boolean typed = !parameters.isEmpty()
                        && parameters.getFirst().getSimpleName().equals("TenantId");
                // Spring Data binds plain values: there the name says it.
                boolean named = !parameters.isEmpty()
                        && method.reflect().getParameters()[0].getName().equals("tenantId");
                if (!typed && !named) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " takes no tenant first"));
                }
            }
        };
    }

    private static DescribedPredicate<JavaClass> areTopLevel() {
        return DescribedPredicate.describe(
                "are top level",
                type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(NullMarked.class)
                        .isPresent();
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no @NullMarked package-info"));
                }
            }
        };
    }
}
