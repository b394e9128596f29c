package dev.faceoff.config;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.TargetSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What two services are connected to that are measured alike. */
final class Together {
  private Together() {}

  /**
   * What a scenario declares, and what the services declare beside that.
   *
   * @param database content that both start from
   * @param names of the services, for messages
   * @param own what each of them declares
   * @throws FaceoffException of kind USAGE if they declare different things of one name
   */
  static Dependencies of(
      Dependencies declared,
      Optional<DatabaseSpec> database,
      List<String> names,
      List<Dependencies> own) {
    Map<String, TargetSpec> services = new TreeMap<>();
    Optional<RedisSpec> redis = Optional.empty();
    for (Dependencies each : own) {
      each.services()
          .forEach(
              (name, spec) -> {
                TargetSpec other = services.putIfAbsent(name, spec);
                boolean same = Objects.requireNonNullElse(other, spec).equals(spec);
                if (!same && !declared.services().containsKey(name)) {
                  throw different(names, "services '%s'".formatted(name));
                }
              });
      if (declared.redis().isEmpty()
          && redis.isPresent()
          && each.redis().isPresent()
          && !redis.equals(each.redis())) {
        throw different(names, "'redis'");
      }
      redis = redis.or(each::redis);
    }
    services.putAll(declared.services());
    return new Dependencies(
        database, declared.redis().isPresent() ? declared.redis() : redis, services);
  }

  private static FaceoffException different(List<String> names, String what) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE,
        "%s declare different %s; both need the same".formatted(String.join(" and ", names), what));
  }
}
