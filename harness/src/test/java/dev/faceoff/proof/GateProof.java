package dev.faceoff.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.GateFile;
import dev.faceoff.config.Overrides;
import dev.faceoff.config.Sides;
import dev.faceoff.load.PairFiles;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Verdict;
import dev.faceoff.proof.ProofLog.Gate;
import dev.faceoff.proof.ProofLog.Launch;
import dev.faceoff.report.GateReport;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.Machine;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.Runner;
import dev.faceoff.stats.MatchedPairs;
import dev.faceoff.stats.Rivals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs real gates of a service with a seeded slow-down, one after the other, and appends what they
 * said to docs/proof: {@code ./mvnw -pl harness,target-apps verify -Pproof -Dproof.kind=service-5}.
 *
 * <p>Properties: {@code proof.kind}, see {@link Kind}, {@code same} unless given; {@code
 * proof.gates}, how many, 1 unless given; {@code proof.hog=true} for a busy processor beside;
 * {@code proof.minutes}, after which no further gate begins.
 */
class GateProof {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCUMENT = PROJECT.resolve("docs/method-proof.md");
  private static final String SCENARIO = "n-plus-one";
  private static final String MAIN = "dev.faceoff.apps.nplusone.SlowedNPlusOneApp";

  @TempDir private Path folder;

  @Test
  void appendsGates() throws Exception {
    Kind kind = Kind.of(System.getProperty("proof.kind", "same"));
    boolean hog = Boolean.getBoolean("proof.hog");
    int gates = Integer.getInteger("proof.gates", 1);
    Duration limit = Duration.ofMinutes(Integer.getInteger("proof.minutes", 60));
    ProofLog log = new ProofLog(PROJECT.resolve("docs/proof"));
    Instant end = Instant.now().plus(limit);
    for (int i = 0; i < gates && Instant.now().isBefore(end); i++) {
      Path out = Files.createDirectory(folder.resolve("gate-" + i));
      append(log, kind, hog, out);
      ProofTables.rewrite(DOCUMENT, log);
    }
  }

  private void append(ProofLog log, Kind kind, boolean hog, Path out) throws Exception {
    long seed = new SecureRandom().nextInt(1_000_000_000);
    GateRequest request = request(kind, seed, out);
    long start = System.nanoTime();
    Optional<OtherWork> before = OtherWork.now();
    GateReport gate;
    Optional<Process> busy = hog ? Optional.of(hog()) : Optional.empty();
    try {
      gate = new Runner().gate(request, new Quiet()).gate().orElseThrow();
    } finally {
      busy.ifPresent(Process::destroy);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Optional<Double> others =
        before.flatMap(from -> OtherWork.now().map(now -> now.shareSince(from)));
    assertThat(gate.launches()).as("%s: %s", gate.status(), gate.reasons()).isNotEmpty();

    int number = log.next();
    Optional<GateFinding> typical =
        gate.findings().stream()
            .filter(finding -> finding.claim().measure() == Measure.TYPICAL_LATENCY)
            .findFirst();
    Optional<Interval> interval = typical.flatMap(finding -> finding.ratio().interval());
    List<MatchedPairs> pairs = pairs(gate, out);
    Gate entry =
        new Gate(
            number,
            ProofLog.RULES,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            Machine.machineClass(),
            kind,
            hog,
            others,
            seed,
            gate.status().name(),
            gate.verdict().name(),
            gate.findings().stream()
                .filter(finding -> finding.gated() && finding.verdict() == Verdict.REGRESSION)
                .map(
                    finding ->
                        (finding.claim().endpoint() + " " + finding.claim().measure().id()).strip())
                .collect(Collectors.joining(";")),
            gate.launches().size(),
            gate.replaced().size(),
            seconds,
            typical.map(finding -> finding.ratio().value()),
            interval.map(Interval::low),
            interval.map(Interval::high),
            Optional.of(Rivals.p95IsOverTenPercentHigher(pairs)),
            Optional.of(Rivals.mannWhitney(pairs)),
            Optional.of(Rivals.tenSlices(pairs) < 0.01));
    log.append(entry, launches(number, gate));
    System.out.println(entry);
  }

  private GateRequest request(Kind kind, long seed, Path out) throws IOException {
    Path targets = Files.createDirectories(folder.resolve("targets"));
    target(targets.resolve("baseline.target.yaml"), Map.of());
    target(targets.resolve("candidate.target.yaml"), kind.properties());
    Sides sides =
        Sides.of(
            new Sides.Asked(
                "baseline.target.yaml",
                "candidate.target.yaml",
                Optional.of(SCENARIO),
                GateFile.none(),
                Optional.empty(),
                Overrides.parse(List.of()),
                targets,
                variable -> false,
                Set.of()),
            new Catalogue(PROJECT.resolve("scenarios"), PROJECT));
    return new GateRequest(
        sides.scenario(),
        sides.baseline(),
        sides.candidate(),
        sides.sameDatabase(),
        sides.bothUseDatabase(),
        sides.rules(),
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        true,
        ProfileName.STANDARD,
        BackendKind.EMBEDDED,
        Servers.NONE,
        seed,
        PROJECT,
        out,
        List.of("gate"));
  }

  private static void target(Path file, Map<String, String> properties) throws IOException {
    Path apps = PROJECT.resolve("target-apps/target");
    String classPath =
        String.join(
            File.pathSeparator,
            apps.resolve("test-classes").toString(),
            apps.resolve("classes").toString(),
            Files.readString(apps.resolve("runtime.classpath")).strip());
    StringBuilder text = new StringBuilder("start:\n  command:\n");
    for (String word :
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms256m",
            "-Xmx256m",
            "-cp",
            classPath,
            MAIN)) {
      text.append("    - \"").append(word).append("\"\n");
    }
    text.append(
        """
        properties:
          variant: fixed
          server.port: "{port}"
          server.address: 127.0.0.1
          spring.datasource.url: "{database.url}"
          spring.datasource.username: "{database.user}"
        """);
    properties.forEach((name, value) -> text.append("  %s: \"%s\"%n".formatted(name, value)));
    text.append(
        """
        environment:
          SPRING_DATASOURCE_PASSWORD: "{database.password}"
        ready: /actuator/health
        metrics: /actuator/prometheus
        """);
    Files.writeString(file, text);
  }

  /** Of the launches that count. */
  private static List<MatchedPairs> pairs(GateReport gate, Path out) throws IOException {
    List<MatchedPairs> pairs = new ArrayList<>();
    for (GateReport.LaunchInfo launch : gate.launches()) {
      pairs.addAll(
          PairFiles.read(
              out.resolve("samples").resolve("pairs-%d.csv.gz".formatted(launch.launch()))));
    }
    return pairs;
  }

  private static List<Launch> launches(int number, GateReport gate) {
    List<Launch> launches = new ArrayList<>();
    for (GateFinding finding : gate.findings()) {
      boolean hasLaunches = finding.claim().measure() != Measure.ERROR_SHARE;
      for (int i = 0; hasLaunches && finding.gated() && i < finding.byLaunch().size(); i++) {
        launches.add(Launch.of(number, i + 1, finding.claim(), finding.byLaunch().get(i)));
      }
    }
    return launches;
  }

  private static Process hog() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-cp",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            Hog.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static final class Quiet implements RunListener {
    @Override
    public void progress(Progress progress) {
      // One line a gate is enough.
    }

    @Override
    public void note(String line) {
      System.out.println("  " + line);
    }

    @Override
    public void failed(String scenario, FaceoffException cause) {
      System.out.println("  " + cause.getMessage());
    }
  }
}
