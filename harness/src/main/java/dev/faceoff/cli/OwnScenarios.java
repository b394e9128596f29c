package dev.faceoff.cli;

import dev.faceoff.config.AsTyped;
import dev.faceoff.config.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scenarios there are, with those in folders of the user's own.
 *
 * @param names of those in folders, in the order in which they were asked for
 */
record OwnScenarios(Catalogue catalogue, List<String> names) {

  /** Those in the folders that {@code --scenario} names. */
  static OwnScenarios in(Context context, Catalogue catalogue, List<String> folders) {
    Catalogue all = catalogue;
    List<String> names = new ArrayList<>();
    for (String folder : folders) {
      Path place = place(context, folder);
      all = all.including(place, folder);
      names.add(place.toAbsolutePath().normalize().getFileName().toString());
    }
    return new OwnScenarios(all, names);
  }

  /**
   * The one that {@code --scenario} names, where it may be a scenario's name or a folder: a folder
   * where it has a slash or is a scenario's folder, and no scenario of that name comes with
   * Faceoff.
   */
  static OwnScenarios named(Context context, Catalogue catalogue, Optional<String> word) {
    if (word.isEmpty() || catalogue.names().contains(word.get())) {
      return new OwnScenarios(catalogue, word.stream().toList());
    }
    boolean folder =
        word.get().contains("/")
            || Files.exists(place(context, word.get()).resolve("scenario.yaml"));
    return folder
        ? in(context, catalogue, List.of(word.get()))
        : new OwnScenarios(catalogue, List.of(word.get()));
  }

  /** The name that was asked for, if one was. */
  Optional<String> name() {
    return names.stream().findFirst();
  }

  private static Path place(Context context, String folder) {
    return AsTyped.path(context.surroundings().folder(), folder);
  }
}
