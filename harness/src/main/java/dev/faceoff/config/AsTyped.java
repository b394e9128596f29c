package dev.faceoff.config;

import java.nio.file.Path;

/** Files and folders as a user names them. */
public final class AsTyped {
  private AsTyped() {}

  /**
   * Where a file or folder is: as typed where the user's folder is the process's own, so that
   * messages show it so.
   *
   * @param folder the user's
   */
  public static Path path(Path folder, String name) {
    return folder.toAbsolutePath().equals(Path.of("").toAbsolutePath())
        ? Path.of(name)
        : folder.resolve(name);
  }

  /**
   * How reports name a file, which others read: as typed, but nothing of the machine where that was
   * absolute. Then it is relative to the user's folder if it lies there or beside that, else its
   * name alone.
   *
   * @param folder the user's
   */
  public static String shown(Path folder, String name) {
    Path file = Path.of(name);
    if (!file.isAbsolute()) {
      return name;
    }
    Path relative = folder.toAbsolutePath().normalize().relativize(file.normalize());
    boolean near = relative.getNameCount() < 2 || !relative.getName(1).toString().equals("..");
    return (near ? relative : file.getFileName()).toString();
  }
}
