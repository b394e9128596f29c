package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir private Path project;

  @Test
  void hasTheModulesClassesFirst() throws Exception {
    Path target = Files.createDirectories(project.resolve("apps/target/classes")).getParent();
    Files.writeString(
        target.resolve("runtime.classpath"), "/a.jar" + File.pathSeparator + "/b c.jar\n");

    assertThat(ClassPath.of(project, "apps").split(File.pathSeparator))
        .containsExactly(target.resolve("classes").toString(), "/a.jar", "/b c.jar");
  }

  @Test
  void moduleThatIsNotBuiltSaysHowToBuildIt() {
    assertThatThrownBy(() -> ClassPath.of(project, "apps"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessageContaining("apps")
        .hasMessageContaining("./mvnw");
  }
}
