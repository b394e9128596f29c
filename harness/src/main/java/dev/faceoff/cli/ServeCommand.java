package dev.faceoff.cli;

import dev.faceoff.config.Allowed;
import dev.faceoff.live.LiveListener;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import dev.faceoff.run.ServeRequest;
import dev.faceoff.serve.PageServer;
import dev.faceoff.serve.RecentLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "serve",
    description =
        "Keeps the variants of a scenario under light load and shows them side by side on a live"
            + " page, where its faults are put on and off by hand.")
final class ServeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final List<String> words;

  @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A name from 'faceoff list'.")
  private String name;

  @Option(
      names = "--scenario",
      paramLabel = "DIR",
      description = "Serves the scenario of yours in the folder DIR instead.")
  private String folder;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = MetricsOptions.PortConverter.class,
      description = "Port of the page, on 127.0.0.1; default: a free one.")
  private Integer port;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "8h",
      converter = TimeConverter.class,
      description =
          "How long, for example 90s, 10m or 2h, if Ctrl-C does not end it before; at most and by"
              + " default ${DEFAULT-VALUE}.")
  private Duration length;

  @Mixin private MetricsOptions metrics;

  @Mixin private StartOptions options;

  ServeCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    Scenario scenario = scenario();
    Servers servers = options.servers(context, List.of(scenario));
    RecentLoad recent =
        new RecentLoad(
            scenario.variants().stream().map(Variant::name).toList(),
            context.surroundings().nanoTime());
    try (PageServer page = PageServer.open(port == null ? 0 : port, recent);
        MetricsOptions.Scraped scraped = metrics.open()) {
      Path folder = options.folder(context, "serve-" + scenario.name());
      scraped.begin(folder);
      scraped.runs(scenario.name(), RecentLoad.PHASE);
      announce(scenario, servers, folder);
      return serve(
          new ServeRequest(
              scenario,
              length,
              options.backend(),
              servers,
              options.seed(),
              context.surroundings().home(),
              folder,
              words,
              stage -> {
                page.show(stage);
                context.out().println(page.url());
                context.out().flush();
              }),
          scraped,
          recent);
    }
  }

  private Scenario scenario() {
    if (name == null && folder == null) {
      throw wrong("SCENARIO is missing; see 'faceoff serve --help'");
    }
    if (name != null && folder != null) {
      throw wrong("one pair is served; leave out '%s' or --scenario %s".formatted(name, folder));
    }
    Allowed allowed =
        new Allowed(
            context.surroundings().variables()::containsKey, options.allowedHosts()::contains);
    OwnScenarios known =
        OwnScenarios.in(
            context,
            context.catalogue().allowing(allowed),
            folder == null ? List.of() : List.of(folder));
    String asked = known.name().orElse(name);
    boolean isQuestion =
        known.catalogue().names().contains(asked) && !known.catalogue().hasVariants(asked);
    if (isQuestion) {
      throw wrong(
          "%s has no pair, and 'serve' shows one; 'faceoff list' names those that have, and --scenario DIR takes one of yours"
              .formatted(asked));
    }
    return known.catalogue().find(List.of(asked), options.overrides()).get(0);
  }

  private int serve(ServeRequest request, MetricsOptions.Scraped scraped, LiveListener recent) {
    Parts.Engine engine = context.parts().engine().get();
    try (Interruption interruption = new Interruption(engine::interrupt, PATIENCE);
        ProgressView view = new ServeProgress(context.err())) {
      engine.serve(request, scraped.with(view, recent));
      return (interruption.requested() ? ExitCode.INTERRUPTED : ExitCode.DONE).code();
    }
  }

  private void announce(Scenario scenario, Servers servers, Path folder) {
    String text =
        "Serving %s, %s users a second at each variant; seed %d; logs in %s. Ctrl-C ends it, or the end of %s."
            .formatted(
                scenario.name(),
                scenario.load().arrivalsPerSecond(),
                options.seed(),
                context.surroundings().shown(folder.resolve("logs")),
                Times.words(length));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
    double perSecond = scenario.load().arrivalsPerSecond();
    RunOptions.state(
        context,
        servers,
        scenario,
        "%s at each, at most %s by the page's buttons"
            .formatted(
                RunOptions.users(perSecond),
                RunOptions.users(perSecond * ServeRequest.MOST_TIMES)));
  }

  /** Whole seconds, minutes or hours. */
  private static final class TimeConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([smh])");

    @Override
    public Duration convert(String word) {
      Matcher time = TIME.matcher(word);
      if (time.matches()) {
        long count = Long.parseLong(time.group(1));
        Duration length =
            switch (time.group(2)) {
              case "s" -> Duration.ofSeconds(count);
              case "m" -> Duration.ofMinutes(count);
              default -> Duration.ofHours(count);
            };
        if (length.compareTo(ServeRequest.MOST) <= 0) {
          return length;
        }
      }
      throw new TypeConversionException(
          "'%s' is no time from 1s to %dh, such as 90s, 10m or 2h"
              .formatted(word, ServeRequest.MOST.toHours()));
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
