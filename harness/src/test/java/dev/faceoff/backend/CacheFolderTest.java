package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @Test
  void usersOwnChoiceComesFirst() {
    assertThat(root(Map.of("FACEOFF_CACHE", "/own", "XDG_CACHE_HOME", "/xdg"), "Linux"))
        .isEqualTo(Path.of("/own"));
  }

  @Test
  void sharedCacheOfTheSystemComesNext() {
    assertThat(root(Map.of("XDG_CACHE_HOME", "/xdg"), "Linux")).isEqualTo(Path.of("/xdg/faceoff"));
  }

  @Test
  void relativeSharedCacheIsIgnoredAsItsStandardSays() {
    assertThat(root(Map.of("XDG_CACHE_HOME", "xdg"), "Linux"))
        .isEqualTo(Path.of("/home/me/.cache/faceoff"));
  }

  @Test
  void macHasItsOwnPlace() {
    assertThat(root(Map.of(), "Mac OS X")).isEqualTo(Path.of("/home/me/Library/Caches/faceoff"));
  }

  @Test
  void cleanRemovesWhatIsOursAndSaysHowMuch(@TempDir Path folder) throws Exception {
    CacheFolder cache = new CacheFolder(folder);
    Path data = Files.createDirectories(cache.data().resolve("abc/data"));
    Files.writeString(data.resolve("file"), "12345");
    Files.createSymbolicLink(data.resolve("link"), folder);
    Path program = Files.createDirectories(cache.programs().resolve("def"));
    Path classes = Files.createDirectories(cache.classArchives().resolve("ghi"));
    Files.writeString(classes.resolve("classes.jsa"), "123");
    Files.writeString(folder.resolve("not ours"), "stays");

    CacheFolder.Cleaned cleaned = cache.clean();

    assertThat(cleaned.removed()).containsExactly(program, data.getParent(), classes);
    assertThat(cleaned.bytes()).isEqualTo(8);
    assertThat(folder.toFile().list()).containsExactly("not ours");
    assertThat(cache.clean().removed()).isEmpty();
  }

  private static Path root(Map<String, String> environment, String os) {
    return CacheFolder.of(environment, os, "/home/me").root();
  }
}
