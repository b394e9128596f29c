package dev.faceoff.junit;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.GateFile;
import dev.faceoff.config.HostNotAllowedException;
import dev.faceoff.config.Overrides;
import dev.faceoff.config.Sides;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Status;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** What is compared, and how; {@link #run} does it. Made for one test, and used by one thread. */
public final class ComparisonRequest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Faceoff faceoff;
  private final Target baseline;
  private final Target candidate;
  private Optional<String> scenario = Optional.empty();
  private Optional<Path> gate = Optional.empty();
  private Optional<ProfileName> profile = Optional.empty();
  private boolean failingIfInvalid;

  ComparisonRequest(Faceoff faceoff, Target baseline, Target candidate) {
    this.faceoff = faceoff;
    this.baseline = baseline;
    this.candidate = candidate;
  }

  /** Sends what this scenario of Faceoff's sends. */
  public ComparisonRequest scenario(String name) {
    scenario = Optional.of(name);
    return this;
  }

  /** Rules, and requests unless a target file has them: a gate.yaml. */
  public ComparisonRequest gate(Path file) {
    gate = Optional.of(file);
    return this;
  }

  /** At most 3, 9 or 25 minutes; 9, or what the gate.yaml says, unless this is called. */
  public ComparisonRequest profile(ProfileName name) {
    profile = Optional.of(name);
    return this;
  }

  /**
   * Fails the test where the machine or the load generator did not allow any number, instead of
   * aborting it.
   */
  public ComparisonRequest failingIfInvalid() {
    failingIfInvalid = true;
    return this;
  }

  /**
   * Compares them, in turns of several launches; takes minutes. Whatever is started ends with it.
   *
   * @throws FaceoffException if a target, file or Faceoff's folder is not as it must be, or a
   *     target does not start, ends, or answers nothing well
   * @throws TestAbortedException if the machine or the generator did not allow any number
   */
  public Comparison run() {
    Path home = home();
    Sides sides = sides(home);
    Path folder = folder();
    Report report =
        new Runner()
            .gate(
                new GateRequest(
                    sides.scenario(),
                    sides.baseline(),
                    sides.candidate(),
                    sides.sameDatabase(),
                    sides.bothUseDatabase(),
                    sides.rules(),
                    Optional.empty(),
                    sides.notes(),
                    OptionalLong.empty(),
                    true,
                    profile.orElse(ProfileName.STANDARD),
                    BackendKind.EMBEDDED,
                    Servers.NONE,
                    new SecureRandom().nextInt(1_000_000_000),
                    home,
                    folder,
                    List.of("test", faceoff.test())),
                new Listener());
    write(report, folder);
    return judged(report.gate().orElseThrow(), folder);
  }

  private Sides sides(Path home) {
    GateFile rules =
        gate.map(file -> GateFile.read(file, System.getenv()::containsKey))
            .orElseGet(GateFile::none);
    try {
      return Sides.of(
          new Sides.Asked(
              baseline.word(),
              candidate.word(),
              scenario,
              rules,
              profile,
              Overrides.NONE,
              Path.of("").toAbsolutePath(),
              System.getenv()::containsKey,
              Set.of()),
          new Catalogue(home.resolve("scenarios"), home));
    } catch (HostNotAllowedException e) {
      // A test that others start must not load a machine that is not theirs.
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "a test loads this machine only; for another there is 'faceoff gate': " + e.getMessage(),
          e);
    }
  }

  private Comparison judged(GateReport report, Path folder) {
    Comparison comparison = new Comparison(report, folder);
    if (report.status() == Status.VALID) {
      return comparison;
    }
    String why =
        "%s: %s; see %s"
            .formatted(comparison, String.join(" ", report.reasons()), comparison.report());
    if (report.status() == Status.INVALID && !failingIfInvalid) {
      throw new TestAbortedException(why);
    }
    throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, why);
  }

  private Path home() {
    Path home =
        faceoff
            .home()
            .orElseThrow(
                () -> wrong("set FACEOFF_HOME, or -Dfaceoff.home, to the folder of Faceoff", null));
    if (!Files.isRegularFile(home.resolve("faceoff"))) {
      throw wrong("FACEOFF_HOME: %s is not the folder of Faceoff".formatted(home), null);
    }
    return home.toAbsolutePath().normalize();
  }

  private Path folder() {
    String name = TIME.format(Clock.systemUTC().instant()) + "-" + faceoff.test();
    Path folder = faceoff.results().resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = faceoff.results().resolve(name + "-" + i);
    }
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw wrong("cannot make %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void write(Report report, Path folder) {
    try {
      ReportFolder.write(report, folder);
    } catch (IOException e) {
      throw wrong("cannot write the report to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static FaceoffException wrong(String message, IOException cause) {
    return new FaceoffException(FaceoffException.Kind.ENVIRONMENT, message, cause);
  }

  private final class Listener implements RunListener {
    @Override
    public void progress(Progress progress) {
      // Nobody looks at a bar while tests run.
    }

    @Override
    public void note(String line) {
      faceoff.notes().accept(line);
    }

    @Override
    public void failed(String name, FaceoffException cause) {
      faceoff.notes().accept(cause.getMessage());
    }
  }
}
