package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.GeneratorPart;
import dev.faceoff.run.Meeting;
import dev.faceoff.run.ScenarioRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether the run is one of several that load the same services together. */
final class GeneratorOptions {
  /** For getting ready, as every part has to. */
  private static final Duration SHORTEST_NOTICE = Duration.ofSeconds(30);

  private static final Duration LONGEST_NOTICE = Duration.ofHours(1);

  /** Containers of a Job come up one after the other, where an image has to be fetched. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Set by Kubernetes in the containers of an Indexed Job. */
  private static final String INDEX = "JOB_COMPLETION_INDEX";

  @Option(
      names = "--generator",
      paramLabel = "I/N",
      converter = NumbersConverter.class,
      description =
          "Sends part I of N of the load on services that run already, beside N - 1 other such runs;"
              + " 'faceoff merge' puts them together. job/N: I from the index of a Kubernetes"
              + " Indexed Job.")
  private Numbers numbers;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "When the load of all N begins, as in 2026-01-31T12:00:00Z; without --seed it is the seed"
              + " too.")
  private Instant startAt;

  @Option(
      names = "--meet",
      paramLabel = "DIR",
      description =
          "In place of --start-at: all N agree on a time and a seed in this folder, which they"
              + " share; --out is a folder in it then, part-I, by default.")
  private Path meet;

  /**
   * Which of how many.
   *
   * @param number from 1; empty for the index of a job
   */
  private record Numbers(OptionalLong number, int parts) {}

  /** What a part is asked beside all that any run is. */
  record Asked(GeneratorPart part, long seed) {}

  /**
   * Makes sure that what is asked can be shared; does nothing where it is not to be.
   *
   * @throws FaceoffException of kind USAGE if it cannot, or options do not fit together
   */
  void check(Context context, List<ScenarioRequest> asked, boolean strict, boolean priced) {
    if (numbers == null) {
      if (startAt != null || meet != null) {
        throw wrong(
            "%s: only several generators agree on when to begin; say which this is by --generator I/N"
                .formatted(startAt != null ? "--start-at" : "--meet"));
      }
      return;
    }
    if ((startAt == null) == (meet == null)) {
      throw wrong(
          "--generator: say when all begin, either by --start-at TIME or by --meet DIR%s"
              .formatted(meet == null ? "" : ", not both"));
    }
    if (strict) {
      throw wrong("--strict: a part of a run judges nothing; give it to 'faceoff merge'");
    }
    if (priced) {
      throw wrong("--prices: what services that run already take of a machine is not known");
    }
    if (asked.size() != 1) {
      throw wrong("--generator: name the one SCENARIO whose load is shared");
    }
    GeneratorPart.requireDivisible(asked.get(0));
    number(context);
    if (startAt != null) {
      requireSoon(Duration.between(context.surroundings().clock().instant(), startAt));
    }
  }

  private static void requireSoon(Duration left) {
    if (left.compareTo(SHORTEST_NOTICE) < 0 || left.compareTo(LONGEST_NOTICE) > 0) {
      throw wrong(
          "--start-at: getting ready takes %d s, and nobody waits longer than an hour, but this is %s"
              .formatted(
                  SHORTEST_NOTICE.toSeconds(),
                  left.isNegative()
                      ? "%d s ago".formatted(-left.toSeconds())
                      : "in %d s".formatted(left.toSeconds())));
    }
  }

  /** Where the results of a part go that meets others, if the user does not say. */
  Optional<Path> folder(Context context) {
    return Optional.ofNullable(meet)
        .map(folder -> folder.resolve("part-" + number(context)))
        .map(folder -> context.surroundings().folder().resolve(folder).normalize());
  }

  /**
   * What this part is, once all agree; empty where there are no parts.
   *
   * @throws FaceoffException of kind ENVIRONMENT if the others do not come
   */
  Optional<Asked> agree(Context context, RunOptions options) {
    if (numbers == null) {
      return Optional.empty();
    }
    int number = number(context);
    // Before one is drawn.
    Optional<Long> given = options.givenSeed();
    if (startAt != null) {
      return Optional.of(
          new Asked(
              new GeneratorPart(number, numbers.parts(), startAt),
              given.orElse(startAt.getEpochSecond())));
    }
    Path folder = context.surroundings().folder().resolve(meet).normalize();
    String shown = context.surroundings().shown(folder);
    context.err().println("Waiting for %d generators in %s".formatted(numbers.parts(), shown));
    try {
      Meeting.Agreed agreed =
          new Meeting(folder, shown, PATIENCE).agree(number, numbers.parts(), options.seed());
      if (given.isPresent() && given.get() != agreed.seed()) {
        throw wrong(
            "--seed: this part was given %d, but the first has %d; give all the same, or none"
                .formatted(given.get(), agreed.seed()));
      }
      return Optional.of(
          new Asked(new GeneratorPart(number, numbers.parts(), agreed.startAt()), agreed.seed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT, "interrupted while waiting for the other generators");
    }
  }

  private int number(Context context) {
    if (numbers.number().isPresent()) {
      return (int) numbers.number().getAsLong();
    }
    String index = context.surroundings().variables().get(INDEX);
    if (index == null) {
      throw wrong(
          "--generator job/%d: there is no %s, which Kubernetes sets in an Indexed Job; say which this is, as in 1/%d"
              .formatted(numbers.parts(), INDEX, numbers.parts()));
    }
    if (!index.matches("[0-9]{1,4}") || Integer.parseInt(index) >= numbers.parts()) {
      throw wrong(
          "--generator job/%d: %s must be from 0 to %d, but is '%s'"
              .formatted(numbers.parts(), INDEX, numbers.parts() - 1, index));
    }
    return Integer.parseInt(index) + 1;
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }

  private static final class NumbersConverter implements ITypeConverter<Numbers> {
    private static final Pattern WORD = Pattern.compile("(job|[0-9]{1,4})/([0-9]{1,4})");

    @Override
    public Numbers convert(String word) {
      Matcher matcher = WORD.matcher(word);
      if (matcher.matches()) {
        int parts = Integer.parseInt(matcher.group(2));
        boolean some = parts >= 2 && parts <= GeneratorPart.MOST_PARTS;
        if (some && matcher.group(1).equals("job")) {
          return new Numbers(OptionalLong.empty(), parts);
        }
        if (some && !matcher.group(1).equals("job")) {
          int number = Integer.parseInt(matcher.group(1));
          if (number >= 1 && number <= parts) {
            return new Numbers(OptionalLong.of(number), parts);
          }
        }
      }
      throw new TypeConversionException(
          "'%s' is no I/N with I from 1 to N and N from 2 to %d, as in 1/2 or job/2"
              .formatted(word, GeneratorPart.MOST_PARTS));
    }
  }

  private static final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String word) {
      try {
        return Instant.parse(word);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'%s' is no time as in 2026-01-31T12:00:00Z".formatted(word));
      }
    }
  }
}
