package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
  void takesTheModulesJarUnlessItsClassesDiffer() throws Exception {
    Path target = project.resolve("apps/target");
    Files.createDirectories(target.resolve("classes/a"));
    Files.writeString(target.resolve("runtime.classpath"), "");
    Path jar = target.resolve("apps-1.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String name : List.of("META-INF/MANIFEST.MF", "a/Service.class", "a/Other.class")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    Path service = target.resolve("classes/a/Service.class");
    Path other = target.resolve("classes/a/Other.class");
    Files.writeString(service, "a/Service.class");
    Files.writeString(other, "a/Other.class");

    assertThat(ClassPath.of(project, "apps")).isEqualTo(jar.toString());
    Files.writeString(service, "changed");
    assertThat(ClassPath.of(project, "apps")).isEqualTo(target.resolve("classes").toString());
    Files.writeString(service, "a/Service.class");
    Files.delete(other);
    assertThat(ClassPath.of(project, "apps")).isEqualTo(target.resolve("classes").toString());
  }

  @Test
  void moduleThatIsNotBuiltSaysHowToBuildIt() {
    assertThatThrownBy(() -> ClassPath.of(project, "apps"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessageContaining("apps")
        .hasMessageContaining("./mvnw");
  }
}
