package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an image's program is told; processes are started for real in other tests. */
class CommandLineTest {
  private static final Map<String, String> VALUES =
      Map.of("database.url", "jdbc:x", "database.password", "hush");

  @Test
  void anImageThatIsToldNothingKeepsItsOwn() {
    assertThat(
            told(
                false,
                OptionalInt.empty(),
                Map.of(),
                Map.of(),
                Map.of("JDK_JAVA_OPTIONS", "-Xss1m")))
        .isEmpty();
  }

  @Test
  void variablesHoldTheContainersPortAndFolder() {
    assertThat(
            told(
                false,
                OptionalInt.empty(),
                Map.of(),
                Map.of("PORT", "{port}", "DIR", "{temp}/x", "SECRET", "{database.password}"),
                Map.of()))
        .isEqualTo(Map.of("PORT", "8080", "DIR", "/tmp/x", "SECRET", "hush"));
  }

  @Test
  void heapAndPropertiesReachTheJvmBesideTheImagesOwnOptions() {
    assertThat(
            told(
                true,
                OptionalInt.of(64),
                Map.of("server.port", "{port}", "db", "{database.url}"),
                Map.of(),
                Map.of("JDK_JAVA_OPTIONS", "-Xss1m", "PATH", "/bin")))
        .isEqualTo(
            Map.of(
                "JDK_JAVA_OPTIONS",
                "\"-Xms64m\" \"-Xmx64m\" \"-Ddb=jdbc:x\" \"-Dserver.port=8080\" -Xss1m"));
  }

  @Test
  void secretsAreNoProperties() {
    assertThatThrownBy(
            () ->
                told(
                    false,
                    OptionalInt.empty(),
                    Map.of("a", "{database.password}"),
                    Map.of(),
                    Map.of()))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageStartingWith("property a asks for {database.password}, which is unknown")
        .hasMessageNotContaining("hush");
  }

  @Test
  void whatSharesTheNetworkMustBeToldItsPort() {
    assertThatThrownBy(() -> told(true, OptionalInt.empty(), Map.of(), Map.of("A", "b"), Map.of()))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageStartingWith("nothing tells shop its port");
  }

  private static Map<String, String> told(
      boolean sharesNetwork,
      OptionalInt heap,
      Map<String, String> properties,
      Map<String, String> environment,
      Map<String, String> ofImage) {
    Start start = new Start.Image("shop", OptionalInt.empty(), sharesNetwork);
    return new CommandLine(
            new TargetSpec(start, heap, "", "", false, properties, environment),
            Map.of(),
            "",
            List.of(),
            VALUES)
        .containerEnvironment(8080, 0, ofImage);
  }
}
