package dev.faceoff.run;

import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.SpikeResponse;
import dev.faceoff.stats.TimelineSamples;
import java.util.List;
import java.util.Optional;

/**
 * One variant's way through a spike.
 *
 * @param endpoints one an endpoint that was called
 * @param inSpike the generator while the spike lasted: lags of the arrivals that came in it, and
 *     how busy it was; arrivals and users that had not left are those of the whole launch
 */
record SpikedPlay(String variant, List<TimelineSamples> endpoints, GeneratorHealth inSpike) {
  SpikedPlay {
    endpoints = List.copyOf(endpoints);
  }

  Optional<TimelineSamples> endpoint(String name) {
    return endpoints.stream().filter(each -> each.endpoint().equals(name)).findFirst();
  }

  Optional<SpikeResponse> response(String endpoint) {
    return endpoint(endpoint).map(SpikeResponse::of);
  }

  /** The requests of an endpoint in a phase, if any were sent in it. */
  Optional<PhaseSamples> phase(String endpoint, String phase) {
    return endpoint(endpoint)
        .flatMap(play -> play.phases().stream().filter(p -> p.phase().equals(phase)).findFirst())
        .filter(samples -> samples.requests() > 0);
  }
}
