package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MainTest {
  private static Process program(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Of Netty's transport a newer JDK warns first.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Test
  void servesUntilItIsEnded() throws Exception {
    Process program = program("--port", "0", "--seed", "-7", "--metrics");
    try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      assertThat(line).startsWith("Toxiproxy API on http://127.0.0.1:");
      URI uri = URI.create(line.substring(line.indexOf("http")));

      assertThat(new ToxiproxyClient(uri.getHost(), uri.getPort()).version()).contains(Api.VERSION);
      assertThat(program.isAlive()).isTrue();
    } finally {
      program.destroy();
    }
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWithTwoForOptionsItDoesNotKnow() throws Exception {
    Process program = program("--prot", "1");

    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output).startsWith("unknown option --prot").contains("Usage:");
    assertThat(program.waitFor()).isEqualTo(2);
  }

  @Test
  void saysWhatAnOptionNeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Main.settings(List.of("--port")))
        .withMessage("--port needs a value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Main.settings(List.of("--port", "65536")))
        .withMessage("--port needs a number from 0 to 65535, but got 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Main.settings(List.of("--seed", "x")))
        .withMessageContaining("but got x");
  }
}
