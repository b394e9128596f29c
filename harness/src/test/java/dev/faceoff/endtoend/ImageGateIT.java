package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faceoff.container.TestImages;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.process.Eventually;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.ReportFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Container images as services. Needs a Docker engine and a base image. */
@Timeout(400)
class ImageGateIT {
  private static final String IMAGE = "faceoff-test/judged:";
  private static final String ORDERS = "faceoff-test/orders:1";
  private static final String GATE =
      """
      looks: [2, 4]
      falseAlarmPercent: 5
      warmUpSeconds: 1
      settleSeconds: 1
      measureSeconds: 2
      pairsPerSecond: 60
      # A busy machine may make the generator late, and nothing here is about that.
      startLagLimitMillis: 10000
      """;

  private static TestImages images;

  @TempDir private Path folder;
  private Path project;
  private List<String> before;

  @BeforeAll
  static void build(@TempDir Path contexts) throws IOException {
    images = new TestImages();
    Path context = Files.createDirectory(contexts.resolve("judged"));
    String file = JudgedService.class.getName().replace('.', '/') + ".class";
    Path copy = context.resolve("classes").resolve(file);
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of("target/test-classes").resolve(file), copy);
    for (String fault : List.of("well", "slow", "never")) {
      images.build(IMAGE + fault, context, service(fault) + "EXPOSE 8080\n");
    }
    images.build(IMAGE + "unexposed", context, service("well"));
    images.build(
        IMAGE + "ends",
        context,
        "EXPOSE 8080\nENTRYPOINT [\"sh\", \"-c\", \"echo no licence >&2; exit 7\"]\n");
  }

  private static String service(String fault) {
    return """
    COPY classes /service
    ENTRYPOINT ["java", "-Xmx64m", "-Daddress=0.0.0.0", "-cp", "/service", "%s", "8080", "%s", "/tmp/starts"]
    """
        .formatted(JudgedService.class.getName(), fault);
  }

  @BeforeEach
  void writeRules() throws IOException {
    project = Project.withoutPairs(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
    write("gate.yaml", GATE + "requests:\n  - {name: items, path: /items, contains: item}\n");
    // A test that failed must not make the others fail.
    images.engine().removeLeftovers();
    before = images.containers();
  }

  @Test
  void aSlowerImageFailsTheGate() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "slow")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(3);
      leavesNothing(faceoff);

      GateReport gate = report(faceoff);
      assertThat(gate.verdict()).isEqualTo(Verdict.REGRESSION);
      assertThat(finding(gate, Measure.TYPICAL_LATENCY).ratio().value()).isGreaterThan(2);
      assertThat(gate.baseline().kind()).isEqualTo("image");
      assertThat(gate.baseline().details())
          .containsEntry("image", IMAGE + "well")
          .hasEntrySatisfying("image id", id -> assertThat(id).matches("sha256:[0-9a-f]{64}"));
      assertThat(gate.trust().orElseThrow().notes()).noneMatch(note -> note.contains("Docker"));
      assertThat(faceoff.file("out/logs/launch-1/candidate.log")).hasContent("serving slow\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run baseline-load --target well.target.yaml --set limitMillis=5000 --set errorShare=0.05",
        "diagnose well.target.yaml"
      })
  void anImageIsRunAndDiagnosedAsAnyOtherService(String command) throws Exception {
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 6, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    target("well", "ready: /ready\nrequests: [{name: items, path: /items, contains: item}]");

    try (FaceoffProcess faceoff =
        FaceoffProcess.start(project, folder, (command + " --out out").split(" "))) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      leavesNothing(faceoff);
    }
  }

  @Test
  void whatAnImageCostsIsSeenWhereItsProcessesAre() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", target("well", ""))) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isIn(0, 3);

      GateReport gate = report(faceoff);
      assumeTrue(
          gate.findings().stream().anyMatch(each -> each.claim().measure() == Measure.CPU),
          "the engine's processes are not seen here");
      assertThat(finding(gate, Measure.CPU).baseline().orElseThrow()).isPositive();
      assertThat(finding(gate, Measure.CPU).candidate().orElseThrow()).isPositive();
    }
  }

  @Test
  void anImageThatNeverGetsReadyIsSaidSo() throws Exception {
    try (FaceoffProcess faceoff =
        gate("image:" + IMAGE + "well", target("never", "ready: /ready\nreadyWithinSeconds: 20"))) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      leavesNothing(faceoff);

      GateReport gate = report(faceoff);
      assertThat(gate.status()).isEqualTo(Status.FAILED);
      assertThat(gate.reasons().get(0))
          .contains("candidate did not answer 200")
          .contains("(last: status 503), where port 8080 of its container is published")
          .contains("serving never");
      assertThat(gate.candidate().details()).containsKey("image id");
    }
  }

  @Test
  void anImageThatEndsAtOnceIsSaidSo() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "ends")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      leavesNothing(faceoff);

      assertThat(report(faceoff).reasons().get(0))
          .contains("candidate ended with exit code 7")
          .contains("no licence");
    }
  }

  @Test
  void anImageThatExposesNoPortIsAskedForIt() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "unexposed")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(2);

      assertThat(report(faceoff).reasons())
          .containsExactly(
              "image %sunexposed exposes no port; say which one answers by 'port' beside 'image' in a target file"
                  .formatted(IMAGE));
    }
    try (FaceoffProcess faceoff =
        start("gate", "image:" + IMAGE + "well", target("unexposed", ""), "second")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isIn(0, 3);
    }
  }

  @Test
  void anImageThatCannotBeHadIsNamed() throws Exception {
    String nowhere = "127.0.0.1:1/faceoff/none:1";
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + nowhere)) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);

      assertThat(report(faceoff).reasons())
          .singleElement()
          .satisfies(
              reason ->
                  assertThat(reason)
                      .startsWith("image " + nowhere + " is not there and cannot be pulled (")
                      .doesNotContain("\n"));
      assertThat(images.containers()).isEqualTo(before);
    }
  }

  @Test
  void nothingOutlivesAnInterruption() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "slow")) {
      awaitContainers(faceoff);

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      leavesNothing(faceoff);
    }
  }

  @Test
  void aKilledRunLeavesNoContainerWhereDockersCommandIs() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "docker"))),
        "there is no command 'docker'");
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "slow")) {
      awaitContainers(faceoff);
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.kill();

      faceoff.leavesNothingOf(descendants);
      Eventually.holds("its containers are gone", () -> images.containers().equals(before));
    }
  }

  @Test
  void whatAKilledRunLeavesIsRemovedAtTheNextStart() throws Exception {
    try (FaceoffProcess faceoff = gate("image:" + IMAGE + "well", "image:" + IMAGE + "slow")) {
      awaitContainers(faceoff);
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.kill();

      faceoff.leavesNothingOf(descendants);
    }
    try (FaceoffProcess next =
        start("gate", "image:" + IMAGE + "well", "image:" + IMAGE + "unexposed", "next")) {
      assertThat(next.exitCode()).as(next.err()).isEqualTo(2);
      assertThat(images.containers()).isEqualTo(before);
    }
  }

  /** With a scenario, an image reaches database and proxies as the scenario's own service does. */
  @Test
  void anImageOfAScenariosServiceIsToldWhatTheServiceIs(@TempDir Path context) throws Exception {
    assumeTrue(images.engine().sharesNetwork(), "containers cannot share this machine's network");
    project =
        Project.withShippedPairs(
            folder.resolve("shipped"),
            "launches: 1, blocks: 4, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    write("gate.yaml", GATE.replace("pairsPerSecond: 60", "pairsPerSecond: 10"));
    buildOrders(context);

    try (FaceoffProcess faceoff = gate("n-plus-one:fixed", "image:" + ORDERS)) {
      // Whether as fast as the other is not the question here.
      assertThat(faceoff.exitCode()).as(faceoff.err()).isIn(0, 3);
      leavesNothing(faceoff);

      GateReport gate = report(faceoff);
      assertThat(gate.answersDiffer()).isFalse();
      assertThat(finding(gate, Measure.QUERIES).candidate().orElseThrow()).isEqualTo(1);
      assertThat(finding(gate, Measure.QUERIES).verdict()).isEqualTo(Verdict.EQUIVALENT);
    }
  }

  private static void buildOrders(Path context) throws IOException {
    Path module = Path.of("../target-apps/target").toAbsolutePath().normalize();
    TestImages.copy(module.resolve("classes"), context.resolve("classes"));
    Path libraries = Files.createDirectory(context.resolve("libraries"));
    for (String jar :
        Files.readString(module.resolve("runtime.classpath")).strip().split(File.pathSeparator)) {
      Files.copy(Path.of(jar), libraries.resolve(Path.of(jar).getFileName()));
    }
    images.build(
        ORDERS,
        context,
        """
        COPY libraries /libraries
        COPY classes /classes
        ENV JDK_JAVA_OPTIONS=-Dvariant=fixed
        ENTRYPOINT ["java", "-cp", "/classes:/libraries/*", "dev.faceoff.apps.nplusone.NPlusOneApp"]
        """);
  }

  private void awaitContainers(FaceoffProcess faceoff) throws InterruptedException {
    faceoff.awaitProgress("launch 1");
    Eventually.holds("both run", () -> images.containers().size() == before.size() + 2);
  }

  private void leavesNothing(FaceoffProcess faceoff) throws InterruptedException {
    assertThat(images.containers()).isEqualTo(before);
    faceoff.leavesNothingOf(List.of());
  }

  private String target(String image, String more) throws IOException {
    String name = image + ".target.yaml";
    write(name, "start: {image: '%s%s', port: 8080}%n%s%n".formatted(IMAGE, image, more));
    return name;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve("work").resolve(name), text);
  }

  private FaceoffProcess gate(String baseline, String candidate) throws IOException {
    return start("gate", baseline, candidate, "out");
  }

  private FaceoffProcess start(String command, String baseline, String candidate, String out)
      throws IOException {
    return FaceoffProcess.start(project, folder, command, baseline, candidate, "--out", out);
  }

  private static GateReport report(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).gate().orElseThrow();
  }

  private static GateFinding finding(GateReport gate, Measure measure) {
    return gate.findings().stream()
        .filter(finding -> finding.claim().measure() == measure)
        .findFirst()
        .orElseThrow();
  }
}
