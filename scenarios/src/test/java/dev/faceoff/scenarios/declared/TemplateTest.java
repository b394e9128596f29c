package dev.faceoff.scenarios.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final Map<String, String> VALUES =
      Map.of("id", "7", "name", "a \"b\" & c/d\n", "own.id", "123");

  @Test
  void putsValuesIntoTheirPlaces() {
    assertThat(filled("/orders/{id}?as={own.id}", Template.Form.PLAIN))
        .isEqualTo("/orders/7?as=123");
    assertThat(new Template("/orders/{id}?as={own.id}&{id}").names())
        .containsExactly("id", "own.id");
  }

  @Test
  void leavesTheBracesOfOtherLanguagesAlone() {
    assertThat(filled("{\"a\":{\"b\":{id}}, \"c\":{}}", Template.Form.JSON))
        .isEqualTo("{\"a\":{\"b\":7}, \"c\":{}}");
    assertThat(filled("{ user(id: {id}) { {{name}} } }", Template.Form.PLAIN))
        .isEqualTo("{ user(id: 7) { {name} } }");
  }

  @Test
  void aValueStaysOneValueWhateverItHolds() {
    assertThat(filled("/find?q={name}", Template.Form.URL))
        .isEqualTo("/find?q=a%20%22b%22%20%26%20c%2Fd%0A");
    assertThat(filled("{\"q\": \"{name}\"}", Template.Form.JSON))
        .isEqualTo("{\"q\": \"a \\\"b\\\" & c/d\\u000a\"}");
  }

  @Test
  void secretsComeFromTheEnvironment() {
    Template template = new Template("Bearer ${TOKEN} $TOKEN ${no name} {id}");

    assertThat(template.variables()).containsExactly("TOKEN");
    assertThat(template.names()).containsExactly("id");
    assertThat(template.fill(VALUES::get, name -> "hush", Template.Form.PLAIN))
        .isEqualTo("Bearer hush $TOKEN ${no name} 7");
  }

  @Test
  void whatAValueHoldsIsNotLookedInto() {
    assertThat(
            new Template("{a}").fill(name -> "{id} ${TOKEN} $1", name -> "x", Template.Form.PLAIN))
        .isEqualTo("{id} ${TOKEN} $1");
  }

  @Test
  void knowsItsFixedPartsAndASample() {
    assertThat(new Template("/a/{id}/{").fixedParts()).isEqualTo("/a//{");
    assertThat(new Template("[{id}, \"${TOKEN}\", {{id}}]").sample()).isEqualTo("[0, \"0\", {id}]");
  }

  private static String filled(String text, Template.Form form) {
    return new Template(text).fill(VALUES::get, name -> "", form);
  }
}
