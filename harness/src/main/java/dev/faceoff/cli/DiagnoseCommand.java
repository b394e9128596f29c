package dev.faceoff.cli;

import dev.faceoff.config.Diagnosed;
import dev.faceoff.config.GateFile;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.run.DiagnosisRequest;
import dev.faceoff.run.DiagnosisTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diagnose",
    description =
        "Experiments with a service and names the shortcuts it shows, with evidence and price; never"
            + " fails for what it finds.")
final class DiagnoseCommand implements Callable<Integer> {
  private final Context context;
  private final List<String> words;

  @Parameters(
      arity = "0..1",
      paramLabel = "TARGET",
      description = {
        "The service: SCENARIO:VARIANT, FILE.target.yaml, FILE.jar, image:NAME,",
        "a URL, or command:WORDS."
      })
  private String target;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "The scenario whose load is sent, by its name or the folder of one of yours; default: the"
              + " one that is named.")
  private String scenario;

  @Option(
      names = "--gate",
      paramLabel = "FILE",
      description = "A gate.yaml whose requests are sent; default: those of the target file.")
  private Path file;

  @Option(
      names = "--page-parameter",
      paramLabel = "NAME",
      description =
          "Query parameter with the size of a page, to be varied; default: one with a usual name,"
              + " such as limit, size or per_page.")
  private String pageParameter;

  @Mixin private RunOptions options;

  DiagnoseCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    DiagnosisRequest request = request();
    return new Measuring(context, options)
        .run(
            (engine, listener) -> engine.diagnose(request, listener),
            request.out(),
            report -> ExitCode.of(report.diagnosis().orElseThrow()));
  }

  private DiagnosisRequest request() {
    if (target == null) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE, "TARGET is missing; see 'faceoff diagnose --help'");
    }
    Surroundings surroundings = context.surroundings();
    GateFile requests =
        file == null
            ? GateFile.none()
            : GateFile.read(
                surroundings.folder().resolve(file).normalize(),
                surroundings.variables()::containsKey);
    OwnScenarios known = options.scenarios(context, Optional.ofNullable(scenario));
    Diagnosed diagnosed =
        Diagnosed.of(
            new Diagnosed.Asked(
                target,
                known.name(),
                requests,
                Optional.ofNullable(pageParameter),
                options.overrides(),
                surroundings.folder(),
                surroundings.variables()::containsKey,
                options.allowedHosts()),
            known.catalogue());
    Scenario own = diagnosed.scenario();
    Servers servers = options.servers(context, List.of(own));
    Path folder = options.folder(context, "diagnose-" + own.name());
    DiagnosisRequest request =
        new DiagnosisRequest(
            own,
            diagnosed.target(),
            diagnosed.paging(),
            diagnosed.reached(),
            diagnosed.usesDatabase(),
            options.backend(),
            servers,
            options.seed(),
            surroundings.home(),
            folder,
            words);
    announce(request);
    return request;
  }

  private void announce(DiagnosisRequest request) {
    String text =
        "Diagnosing %s; seed %d, about %s; results in %s"
            .formatted(
                request.target().label(),
                request.seed(),
                Times.words(Duration.ofSeconds(Math.round(DiagnosisTimes.seconds(request)))),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
    Scenario scenario = request.scenario();
    RunOptions.state(
        context,
        request.servers(),
        scenario,
        RunOptions.users(scenario.load().arrivalsPerSecond()));
  }
}
