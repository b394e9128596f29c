package dev.faceoff.apps.nocache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A client as the service has it, for tests of the cache alone. */
final class RedisClient implements AutoCloseable {
  private final LettuceConnectionFactory connections;
  private final StringRedisTemplate commands;

  RedisClient(Redis redis) {
    connections =
        new LettuceConnectionFactory(
            new RedisStandaloneConfiguration("127.0.0.1", redis.port()),
            LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofSeconds(20))
                .clientOptions(
                    ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .build())
                .build());
    connections.afterPropertiesSet();
    connections.start();
    commands = new StringRedisTemplate(connections);
  }

  StringRedisTemplate commands() {
    return commands;
  }

  PageCache cache(InstantSource clock, MeterRegistry meters, Duration ttl) {
    return new PageCache(commands, JsonMapper.builder().build(), clock, meters, ttl);
  }

  @Override
  public void close() {
    connections.destroy();
  }
}
