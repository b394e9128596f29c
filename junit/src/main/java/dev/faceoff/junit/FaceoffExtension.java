package dev.faceoff.junit;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods a {@link Faceoff}, and skips them unless they are asked for by {@code
 * -Dfaceoff=true} or the variable {@code FACEOFF=true}: a comparison takes minutes, and should have
 * the machine to itself.
 *
 * <p>The load comes from a JVM of its own, which Faceoff's folder holds: {@code FACEOFF_HOME} or
 * {@code -Dfaceoff.home} names it. Results are written to {@code target/faceoff}.
 */
public final class FaceoffExtension implements ExecutionCondition, ParameterResolver {
  private static final String ASKED = "faceoff";
  private static final String HOME = "faceoff.home";
  private static final Path RESULTS = Path.of("target", "faceoff");

  private final UnaryOperator<String> properties;
  private final Map<String, String> environment;

  /** Called by JUnit. */
  public FaceoffExtension() {
    this(System::getProperty, System.getenv());
  }

  FaceoffExtension(UnaryOperator<String> properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return setting(ASKED).filter("true"::equals).isPresent()
        ? ConditionEvaluationResult.enabled("asked for")
        : ConditionEvaluationResult.disabled(
            "a comparison takes minutes; ask for it by -Dfaceoff=true or FACEOFF=true");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Faceoff.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String name =
        context.getTestClass().map(Class::getSimpleName).orElse("test")
            + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    return new Faceoff(
        setting(HOME).map(Path::of),
        RESULTS.toAbsolutePath(),
        name,
        line -> context.publishReportEntry("faceoff", line));
  }

  /** A system property, or the variable of the same name as such names are written. */
  private Optional<String> setting(String property) {
    return Optional.ofNullable(properties.apply(property))
        .or(
            () ->
                Optional.ofNullable(
                    environment.get(property.toUpperCase(Locale.ROOT).replace('.', '_'))))
        .filter(value -> !value.isBlank());
  }
}
