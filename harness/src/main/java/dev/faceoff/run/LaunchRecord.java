package dev.faceoff.run;

import dev.faceoff.model.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The launches of a question that a launch answers whole or not at all, and which of them count.
 *
 * @param <L> what a launch yields
 */
final class LaunchRecord<L> {
  /** Launches that may be measured again because the machine disturbed them. */
  private static final int REPLACEMENTS = 1;

  /**
   * What the launches come to.
   *
   * @param reasons why it is not valid, a sentence each
   * @param sound the launches that count
   */
  record Outcome<L>(Status status, List<String> reasons, List<L> sound) {
    Outcome {
      reasons = List.copyOf(reasons);
      sound = List.copyOf(sound);
    }
  }

  /** Plays a launch, from 0. */
  @FunctionalInterface
  interface Play<L> {
    L launch(int launch) throws InterruptedException, IOException;
  }

  private final int planned;
  private final ToIntFunction<L> number;
  private final Predicate<L> isWhole;
  private final Function<L, List<String>> complaints;
  private final List<L> launches = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();

  /**
   * @param planned how many there are to be
   * @param number of a launch, from 0
   * @param isWhole whether a launch came to its end
   * @param complaints why a launch proves nothing, a sentence each; empty where it does
   */
  LaunchRecord(
      int planned,
      ToIntFunction<L> number,
      Predicate<L> isWhole,
      Function<L, List<String>> complaints) {
    this.planned = planned;
    this.number = number;
    this.isWhole = isWhole;
    this.complaints = complaints;
  }

  /** Plays launches until all that were planned are there or the user interrupts. */
  void fill(Play<L> play, Interruption interruption, RunListener listener)
      throws InterruptedException, IOException {
    for (int launch = 0; launches.size() < planned && !interruption.requested(); launch++) {
      L next = play.launch(launch);
      List<String> against = complaints.apply(next);
      if (!against.isEmpty() && replaced.size() < REPLACEMENTS && !interruption.requested()) {
        replaced.add("A launch was measured again. " + String.join(" ", against));
        listener.note("launch %d is measured again: %s".formatted(launch + 1, against.get(0)));
      } else {
        add(next);
      }
    }
  }

  /** Adds a launch, whether it came to its end or not. */
  void add(L launch) {
    launches.add(launch);
  }

  int planned() {
    return planned;
  }

  /** Launches that came to their end. */
  List<L> whole() {
    return launches.stream().filter(isWhole).toList();
  }

  /** Why launches were measured again and, where no reason says so, which do not count. */
  List<String> notes(Status status) {
    List<String> notes = new ArrayList<>(replaced);
    if (status == Status.VALID) {
      notes.addAll(leftOut());
    }
    return notes;
  }

  /** Where something broke. */
  Outcome<L> failed(String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (!launches.isEmpty()) {
      reasons.add("%d of %d launches were complete.".formatted(whole().size(), planned));
    }
    return new Outcome<>(Status.FAILED, reasons, List.of());
  }

  /**
   * PARTIAL where launches are missing, INVALID where none was sound.
   *
   * @param whatIsMissing ends the sentence of a run that was interrupted before the first launch
   *     came to its end
   */
  Outcome<L> outcome(boolean interrupted, String whatIsMissing) {
    List<L> sound = whole().stream().filter(each -> complaints.apply(each).isEmpty()).toList();
    List<String> reasons = new ArrayList<>();
    if (interrupted && whole().size() < planned) {
      reasons.add(
          whole().isEmpty()
              ? "Interrupted before " + whatIsMissing
              : "Interrupted: %d of %d launches were measured.".formatted(whole().size(), planned));
      reasons.addAll(leftOut());
      return new Outcome<>(Status.PARTIAL, reasons, sound);
    }
    if (sound.isEmpty()) {
      reasons.add(
          planned == 1
              ? "The only launch was not sound."
              : "None of %d launches was sound.".formatted(planned));
      reasons.addAll(
          whole().stream().flatMap(each -> complaints.apply(each).stream()).distinct().toList());
      return new Outcome<>(Status.INVALID, reasons, List.of());
    }
    return new Outcome<>(Status.VALID, List.of(), sound);
  }

  private List<String> leftOut() {
    return whole().stream()
        .filter(launch -> !complaints.apply(launch).isEmpty())
        .map(
            launch ->
                "Launch %d does not count. %s"
                    .formatted(
                        number.applyAsInt(launch) + 1, String.join(" ", complaints.apply(launch))))
        .toList();
  }
}
