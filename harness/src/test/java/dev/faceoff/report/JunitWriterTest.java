package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitWriterTest {

  static Stream<Report> reports() {
    return Stream.concat(
        Stream.of(
            Reports.fourScenarios(),
            Reports.invalid(),
            Reports.failed(),
            Reports.partial(),
            Reports.bare(),
            Reports.report(List.of()),
            GrowthFixtures.two(),
            GrowthFixtures.broken(),
            CapacityFixtures.two(),
            CapacityFixtures.broken(),
            SpikeFixtures.two(),
            SpikeFixtures.broken(),
            AlertFixtures.two(),
            AlertFixtures.broken(),
            HostileReports.everyStringIsMarkup(),
            HostileReports.everyStringOfAGateIsMarkup(),
            HostileReports.everyStringOfADiagnosisIsMarkup()),
        Stream.concat(
            GateReports.all().values().stream(), DiagnosisFixtures.all().values().stream()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void keepsToWhatEveryReaderAccepts(Report report) throws Exception {
    Schema schema = schema();

    assertThatCode(() -> validate(schema, xml(report))).doesNotThrowAnyException();
  }

  @Test
  void rulesWouldNoticeWhatAReaderRefuses() throws Exception {
    Schema schema = schema();
    String good = xml(GateReports.regression());

    for (String bad :
        List.of(
            good.replaceFirst("<testsuites", "<testsuites name=\"x\""),
            good.replaceFirst(" time=\"[0-9.]+\"", ""),
            good.replaceFirst(" timestamp=\"[^\"]+", "$0Z"),
            good.replaceFirst("<system-err></system-err>", ""),
            good.replaceFirst("<failure message=\"[^\"]*\" type", "<failure typed"))) {
      assertThat(bad).isNotEqualTo(good);
      assertThatThrownBy(() -> validate(schema, bad)).isInstanceOf(SAXException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void countsAndSecondsAddUp(Report report) throws Exception {
    BigDecimal all = BigDecimal.ZERO;
    long cases = 0;
    for (Element suite : elements(document(report), "testsuite")) {
      List<Element> inSuite = elements(suite, "testcase");
      assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(inSuite.size()));
      assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
      assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
      assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      BigDecimal sum =
          inSuite.stream()
              .map(each -> new BigDecimal(each.getAttribute("time")))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(new BigDecimal(suite.getAttribute("time"))).isEqualByComparingTo(sum);
      all = all.add(sum);
      cases += inSuite.size();
    }
    if (cases > 0) {
      // Each case is rounded to a millisecond.
      assertThat(Math.abs(all.doubleValue() - report.run().durationSeconds()))
          .isLessThanOrEqualTo(0.0005 * cases);
    }
  }

  @Test
  void regressionFailsWithItsNumbersInTheBody() throws Exception {
    List<Element> failures = elements(document(GateReports.regression()), "failure");

    assertThat(failures).hasSize(3);
    assertThat(failures.get(0).getAttribute("message")).isEqualTo("5.1 % slower [3.1, 7.1]");
    assertThat(failures.get(0).getTextContent())
        .contains("baseline: 11.8 ms", "candidate: 12.5 ms", "95 % interval: [1.031, 1.071]")
        .contains("deciding interval, of all claims and looks: [1.020, 1.083]")
        .contains("by launch: 1.061, 1.034", "margin: 3 %, floor: 2 %");
  }

  @Test
  void whatIsOnlyShownIsNoCase() throws Exception {
    List<String> names =
        elements(document(GateReports.equivalent()), "testcase").stream()
            .map(each -> each.getAttribute("name"))
            .toList();

    assertThat(names).contains("list-orders: typical latency no worse than the baseline's");
    assertThat(names).noneMatch(name -> name.contains("p99"));
    assertThat(elements(document(GateReports.equivalent()), "failure")).isEmpty();
  }

  @Test
  void whatIsOpenIsSkippedAndSaysHowManyLaunchesItTakes() throws Exception {
    List<Element> skipped = elements(document(GateReports.inconclusive()), "skipped");

    assertThat(skipped).hasSize(3);
    assertThat(skipped.get(0).getAttribute("message"))
        .isEqualTo("INCONCLUSIVE: cannot tell yet: about 4 more launches, 3 % slower [-2, 7]");
  }

  @Test
  void differingAnswersFailAndChangingOnesAreSkipped() throws Exception {
    Document document = document(GateReports.answersDiffer());

    assertThat(elements(document, "testcase")).hasSize(2);
    assertThat(elements(document, "failure").get(0).getAttribute("type"))
        .isEqualTo("ANSWERS DIFFER");
    assertThat(elements(document, "skipped")).hasSize(1);
  }

  @Test
  void whatCouldNotBeJudgedIsAnError() throws Exception {
    for (Report report : List.of(GateReports.invalid(), GateReports.failed())) {
      Document document = document(report);
      assertThat(elements(document, "testcase")).hasSize(1);
      assertThat(elements(document, "error")).hasSize(1);
      assertThat(document.getDocumentElement().getTextContent())
          .contains(report.gate().orElseThrow().status().name());
    }
  }

  @Test
  void whatDidNotComeToItsEndIsAnErrorBesideItsCases() throws Exception {
    Document document = document(GateReports.partial());

    assertThat(elements(document, "testcase")).hasSize(5);
    assertThat(elements(document, "error")).hasSize(1);
    assertThat(elements(document, "error").get(0).getAttribute("message"))
        .startsWith("PARTIAL: Interrupted in launch 6");
  }

  @Test
  void comparisonThatDecidesNothingFailsNoCase() throws Exception {
    Document document = document(GateReports.compared(GateReports.regression()));

    assertThat(elements(document, "failure")).isEmpty();
    assertThat(elements(document, "skipped")).hasSize(3);
    assertThat(elements(document, "skipped").get(0).getAttribute("message"))
        .isEqualTo("REGRESSION, compared only: 5.1 % slower [3.1, 7.1]");
  }

  private static Schema schema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JunitWriterTest.class.getResource("/junit/accepted-everywhere.xsd"));
  }

  private static void validate(Schema schema, String xml) throws SAXException, IOException {
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
  }

  private static Document document(Report report) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml(report))));
  }

  private static String xml(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new JunitWriter().write(report, out);
    return out.toString();
  }

  private static String count(Element suite, String tag) {
    return String.valueOf(suite.getElementsByTagName(tag).getLength());
  }

  private static List<Element> elements(Document document, String tag) {
    return elements(document.getDocumentElement(), tag);
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
