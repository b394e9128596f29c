package dev.faceoff.jmh;

import dev.faceoff.model.Verdict;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a comparison as {@code junit.xml}: a test case a benchmark. A REGRESSION is a failure, an
 * INCONCLUSIVE benchmark is skipped.
 */
public final class JmhJunit {
  private JmhJunit() {}

  /** The text of {@code junit.xml}. */
  public static String xml(JmhGate gate) {
    List<JmhGate.Case> cases = gate.cases();
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      counts(xml, gate, "faceoff gate");
      xml.writeStartElement("testsuite");
      counts(xml, gate, "jmh");
      for (JmhGate.Case each : cases) {
        write(xml, each);
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
    return text + "\n";
  }

  private static void counts(XMLStreamWriter xml, JmhGate gate, String name)
      throws XMLStreamException {
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", String.valueOf(gate.rows().size()));
    xml.writeAttribute("failures", String.valueOf(gate.count(Verdict.REGRESSION)));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", String.valueOf(gate.count(Verdict.INCONCLUSIVE)));
  }

  private static void write(XMLStreamWriter xml, JmhGate.Case each) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "faceoff.jmh");
    xml.writeAttribute("name", each.name());
    switch (each.verdict()) {
      case REGRESSION -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", each.message());
        xml.writeAttribute("type", "REGRESSION");
        xml.writeCharacters(each.message());
        xml.writeEndElement();
      }
      case INCONCLUSIVE -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", each.message());
      }
      case IMPROVEMENT, EQUIVALENT -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(each.message());
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }
}
