package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.report.CodeDiff.Kind;
import dev.faceoff.report.CodeDiff.Line;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodeDiffTest {

  @Test
  void showsDifferingLinesWithAFewCommonOnes() {
    List<String> from = IntStream.range(0, 20).mapToObj(i -> "line " + i).toList();
    List<String> to = from.stream().map(l -> l.equals("line 10") ? "other" : l).toList();

    CodeDiff diff = CodeDiff.of("a.txt", from, "b.txt", to);

    assertThat(diff.lines())
        .containsExactly(
            new Line(Kind.GAP, ""),
            new Line(Kind.BOTH, "line 7"),
            new Line(Kind.BOTH, "line 8"),
            new Line(Kind.BOTH, "line 9"),
            new Line(Kind.REMOVED, "line 10"),
            new Line(Kind.ADDED, "other"),
            new Line(Kind.BOTH, "line 11"),
            new Line(Kind.BOTH, "line 12"),
            new Line(Kind.BOTH, "line 13"),
            new Line(Kind.GAP, ""));
  }

  @Test
  void showsAllLinesOfAnAddedFile() {
    CodeDiff diff = CodeDiff.of("", List.of(), "V2__index.sql", List.of("CREATE", "  INDEX"));

    assertThat(diff.lines())
        .containsExactly(new Line(Kind.ADDED, "CREATE"), new Line(Kind.ADDED, "  INDEX"));
  }

  @Test
  void leavesImportsOutOfJavaFiles() {
    CodeDiff diff =
        CodeDiff.of(
            "A.java",
            List.of("package a;", "", "import x.Y;", "", "class A {", "}"),
            "B.java",
            List.of("package b;", "", "class B {", "}"));

    assertThat(diff.lines())
        .containsExactly(
            new Line(Kind.REMOVED, "class A {"),
            new Line(Kind.ADDED, "class B {"),
            new Line(Kind.BOTH, "}"));
  }

  @Test
  void keepsImportsWhereNothingElseDiffers() {
    CodeDiff diff =
        CodeDiff.of(
            "A.java",
            List.of("import a.X;", "class A {}"),
            "A.java",
            List.of("import b.X;", "class A {}"));

    assertThat(diff.lines()).contains(new Line(Kind.REMOVED, "import a.X;"));
  }
}
