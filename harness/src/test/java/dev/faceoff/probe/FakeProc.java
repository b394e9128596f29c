package dev.faceoff.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A likeness of {@code /proc}, written by tests. */
record FakeProc(Path root) {
  ProcFiles files() {
    write("stat", "cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 2 3\n");
    return new ProcFiles(root);
  }

  void machine(String ticks) {
    write("stat", "cpu  " + ticks + "\n");
  }

  void thread(long pid, long thread, String name, long nanos) {
    String folder = pid + "/task/" + thread + "/";
    write(folder + "comm", name + "\n");
    write(folder + "schedstat", nanos + " 17 3\n");
  }

  void threadEnds(long pid, long thread) {
    dev.faceoff.process.Supervisor.deleteTree(root.resolve(pid + "/task/" + thread));
  }

  /** The line of a process or thread; times in ticks. */
  void stat(String folder, long parent, long own, long waitedFor) {
    write(
        folder + "/stat",
        "7 (a (strange) name) S %d 7 7 0 -1 0 0 0 0 0 %d 0 %d 0 20 0 1 0 1\n"
            .formatted(parent, own, waitedFor));
  }

  void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
