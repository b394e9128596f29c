package dev.faceoff.cli;

import dev.faceoff.live.LiveListener;
import dev.faceoff.live.MetricsServer;
import dev.faceoff.live.RunMetrics;
import dev.faceoff.run.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether Prometheus may scrape the run. */
final class MetricsOptions {
  private static final int LARGEST_PORT = 65_535;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      converter = PortConverter.class,
      description =
          "Lets Prometheus scrape the run, at /metrics of port N of 127.0.0.1; default: it cannot.")
  private Integer port;

  /**
   * Takes the port, if one is asked for.
   *
   * @throws dev.faceoff.model.FaceoffException of kind USAGE if it cannot be had
   */
  Scraped open() {
    return new Scraped(Optional.ofNullable(port).map(MetricsServer::open));
  }

  /** A run that may be scraped. */
  static final class Scraped implements AutoCloseable {
    private final Optional<MetricsServer> server;
    private Optional<RunMetrics> metrics = Optional.empty();

    private Scraped(Optional<MetricsServer> server) {
      this.server = server;
    }

    /**
     * From now on it is scraped.
     *
     * @param folder of the run, by whose name the run is known
     */
    void begin(Path folder) {
      if (server.isPresent()) {
        metrics = Optional.of(new RunMetrics(folder.getFileName().toString()));
        server.get().show(metrics.get());
      }
    }

    /** A design of a scenario is part of the run. */
    void runs(String scenario, String design) {
      metrics.ifPresent(shown -> shown.runs(scenario, design));
    }

    /**
     * The listener, and what is scraped and others that are told of the load.
     *
     * @param others beside what is scraped
     */
    RunListener with(RunListener listener, LiveListener... others) {
      List<LiveListener> live = new ArrayList<>(List.of(others));
      metrics.ifPresent(live::add);
      return new LiveRunListener(listener, live);
    }

    @Override
    public void close() {
      server.ifPresent(MetricsServer::close);
    }
  }

  /** A port that programs may take. */
  static final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      if (word.matches("[0-9]{1,5}")) {
        int port = Integer.parseInt(word);
        if (port >= 1 && port <= LARGEST_PORT) {
          return port;
        }
      }
      throw new TypeConversionException(
          "'%s' is no port from 1 to %d".formatted(word, LARGEST_PORT));
    }
  }
}
