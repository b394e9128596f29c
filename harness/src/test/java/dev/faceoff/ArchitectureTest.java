package dev.faceoff;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The harness's packages depend on each other in the allowed directions only. */
class ArchitectureTest {
  private static final String ROOT = "dev.faceoff.";

  /** What each package may use of ours; another arrow deserves a decision record. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("stats", Set.of("model")),
          Map.entry("process", Set.of("model")),
          Map.entry("container", Set.of("model")),
          Map.entry("backend", Set.of("container", "process", "model", "toxiproxy")),
          Map.entry("target", Set.of("container", "process", "model")),
          // The phases of a play as they really were.
          Map.entry("fault", Set.of("stats", "model")),
          Map.entry("load", Set.of("process", "stats", "model", "scenarios.plan")),
          // What the generator writes and tells while it plays a plan.
          Map.entry("live", Set.of("load", "model", "scenarios.plan")),
          // A page of what is told of the load; the pair behind it is run's.
          Map.entry("serve", Set.of("live", "model")),
          Map.entry("probe", Set.of("process", "model")),
          // Prometheus, and what it says; when faults came is run's to know.
          Map.entry("alert", Set.of("process", "model")),
          Map.entry("report", Set.of("model")),
          Map.entry("jmh", Set.of("stats", "model")),
          // Rules over samples; the experiments are run's.
          Map.entry("diagnosis", Set.of("stats", "model")),
          // What a declared journey is, so that files are checked by what plays them.
          Map.entry("config", Set.of("model", "scenarios.declared")),
          // How a bad file is complained about.
          Map.entry("init", Set.of("config", "model")),
          Map.entry(
              "run",
              Set.of(
                  "alert",
                  "backend",
                  "container",
                  "target",
                  "fault",
                  "load",
                  "live",
                  "serve",
                  "probe",
                  "process",
                  "stats",
                  "diagnosis",
                  "report",
                  "model",
                  "scenarios.plan",
                  // Which files the requests of a part were made of.
                  "scenarios.declared")),
          // Backend and container for 'doctor' and 'clean', which run nothing.
          Map.entry(
              "cli",
              Set.of(
                  "config",
                  "init",
                  "run",
                  "live",
                  "serve",
                  "report",
                  "jmh",
                  "backend",
                  "container",
                  "model")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .withImportOption(location -> location.contains("/harness/"))
          .importPackages("dev.faceoff");

  /** Packages with classes: a rule about no class at all would say nothing. */
  static Stream<String> packages() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      packages.add(packageBelowRoot(each));
    }
    return packages.stream();
  }

  @Test
  void everyPackageHasItsRule() {
    assertThat(packages()).contains("model", "config", "run", "report", "cli");
    assertThat(ALLOWED.keySet()).containsAll(packages().toList());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void dependsInAllowedDirectionsOnly(String name) {
    Set<String> allowed = new TreeSet<>(ALLOWED.get(name));
    allowed.add(name);
    String[] allowedPackages =
        allowed.stream().map(each -> ROOT + each + "..").toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.faceoff..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowedPackages)))
        .check(CLASSES);
  }

  @Test
  void theModelUsesTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "model..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", ROOT + "model..")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNoFilesClocksOrThreads() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "stats..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  /** The load generator and the services run in processes of their own. */
  @Test
  void theHarnessLoadsNeitherGatlingNorAService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.gatling..", "dev.faceoff.apps..", "org.springframework..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  private static String packageBelowRoot(JavaClass each) {
    List<String> parts = List.of(each.getPackageName().substring(ROOT.length()).split("\\."));
    return parts.get(0);
  }
}
