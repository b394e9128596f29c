package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.faceoff.model.Side;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFilesTest {
  @TempDir Path folder;

  @Test
  void writesALineAPair() throws IOException {
    PairFiles.write(folder.resolve("samples"), launch(5));

    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("samples/pairs-5.csv.gz")))) {
      assertThat(new String(in.readAllBytes(), UTF_8))
          .isEqualTo(
              """
              launch,endpoint,first,startNanos,baselineNanos,candidateNanos,baselineOutcome,candidateOutcome,answersDiffer
              5,list,baseline,1000,20,30,ok,ok,false
              5,list,candidate,2000,21,31,failed,ok,false
              5,"a ""big"" one, with commas",candidate,3000,22,32,ok,failed,false
              5,"a ""big"" one, with commas",baseline,4000,23,33,ok,ok,true
              """);
    }
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    MatchedLaunch launch = launch(5);
    PairFiles.write(folder, launch);

    assertThat(PairFiles.read(folder.resolve("pairs-5.csv.gz")))
        .usingRecursiveComparison()
        .isEqualTo(launch.measured());
  }

  @Test
  void readsSeveralFilesInOne() throws IOException {
    PairFiles.write(folder, launch(0));
    PairFiles.write(folder, launch(1));
    Path first = folder.resolve("pairs-0.csv.gz");
    Files.write(
        first, Files.readAllBytes(folder.resolve("pairs-1.csv.gz")), StandardOpenOption.APPEND);

    assertThat(PairFiles.read(first))
        .extracting(MatchedPairs::launch, MatchedPairs::size)
        .containsExactly(tuple(0, 2), tuple(0, 2), tuple(1, 2), tuple(1, 2));
  }

  @Test
  void namesTheLineThatIsNoPair() throws IOException {
    PairFiles.write(folder, launch(0));
    Path file = folder.resolve("pairs-0.csv.gz");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND))) {
      out.write("0,list,neither,1,2,3,ok,ok,false\n".getBytes(UTF_8));
    }

    assertThatThrownBy(() -> PairFiles.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pairs-0.csv.gz:6: expected the columns launch,endpoint,")
        .hasMessageContaining("\"0,list,neither,1,2,3,ok,ok,false\"");
  }

  private static MatchedLaunch launch(int launch) {
    MatchedPairs list = new MatchedPairs(launch, "list");
    list.add(Side.BASELINE, 1000, 20, false, 30, false, false);
    list.add(Side.CANDIDATE, 2000, 21, true, 31, false, false);
    MatchedPairs big = new MatchedPairs(launch, "a \"big\" one, with commas");
    big.add(Side.CANDIDATE, 3000, 22, false, 32, true, false);
    big.add(Side.BASELINE, 4000, 23, false, 33, false, true);
    return new MatchedLaunch(
        launch,
        List.of(),
        List.of(list, big),
        2,
        0,
        Map.of(),
        0,
        new GeneratorHealth(new Histogram(3), 0, 0, 0, 0, 0));
  }
}
