package dev.faceoff.apps.nocache;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The three commands that {@link PageCache} sends, answered from a map: Redis without its network,
 * its client and its clock. Entries never expire, and none is of an earlier version.
 */
final class RedisInMemory extends StringRedisTemplate {
  private final Map<String, String> entries = new ConcurrentHashMap<>();
  private final Object hashes =
      Proxy.newProxyInstance(
          HashOperations.class.getClassLoader(), new Class<?>[] {HashOperations.class}, this::get);

  private Object get(Object proxy, Method method, Object[] arguments) {
    if (!method.getName().equals("get")) {
      throw new UnsupportedOperationException(method.toString());
    }
    return entries.get((String) arguments[0]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> HashOperations<String, K, V> opsForHash() {
    return (HashOperations<String, K, V>) hashes;
  }

  @Override
  public Boolean hasKey(String key) {
    return entries.containsKey(key);
  }

  /** The only script there is: version, entry, milliseconds. */
  @Override
  public <T> T execute(RedisScript<T> script, List<String> keys, Object... arguments) {
    entries.put(keys.get(0), (String) arguments[1]);
    return script.getResultType().cast(true);
  }
}
