package dev.faceoff.config;

import java.util.Map;

/**
 * What a file says, and where it says it.
 *
 * @param places by path of keys, for example {@code variants[1].name}; the root's path is empty
 */
record Document<T>(String file, T value, Map<String, Place> places) {

  /** A complaint about the value at {@code path}. */
  BadFileException bad(String path, String what) {
    return new BadFileException(file, places.getOrDefault(path, Place.START), what);
  }
}
