package dev.faceoff.toxiproxy;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM's heap and its direct buffers hold. */
final class UsedMemory {
  private UsedMemory() {}

  /** Bytes after a garbage collection. */
  static long bytes() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    // Netty's own direct memory, which the JDK does not see; below zero where Netty does not count.
    return heap + direct + Math.max(0, PlatformDependent.usedDirectMemory());
  }
}
