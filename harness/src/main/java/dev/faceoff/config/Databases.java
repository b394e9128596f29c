package dev.faceoff.config;

import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The content that two services start from, each of which may bring its own.
 *
 * @param common to both
 * @param first folders of migrations of the first beside the common ones, where the two differ
 * @param second likewise
 * @param same whether both start from the same content
 */
record Databases(Optional<DatabaseSpec> common, List<Path> first, List<Path> second, boolean same) {

  /**
   * The content of a scenario that brings it, or none. What services fill in themselves is not the
   * same: one might not know what the other's release has made.
   */
  static Databases brought(Optional<DatabaseSpec> common, boolean same) {
    boolean filledByServices = common.filter(spec -> spec.migrations().isEmpty()).isPresent();
    return new Databases(common, List.of(), List.of(), same && !filledByServices);
  }

  /**
   * The content of two services.
   *
   * @param names of the two, for messages
   * @throws FaceoffException of kind USAGE if their migrations differ in what they are told
   */
  static Databases of(
      List<String> names, Optional<DatabaseSpec> first, Optional<DatabaseSpec> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return brought(first.or(() -> second), true);
    }
    if (!first.get().placeholders().equals(second.get().placeholders())) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s and %s give their migrations different placeholders; both need the same data"
              .formatted(names.get(0), names.get(1)));
    }
    return FolderContent.same(first.get().migrations(), second.get().migrations())
        ? brought(first, true)
        : new Databases(
            Optional.of(new DatabaseSpec(List.of(), first.get().placeholders())),
            first.get().migrations(),
            second.get().migrations(),
            false);
  }

  /** The variant with folders of its own, if there are any. */
  static Variant with(Variant variant, List<Path> own) {
    return own.isEmpty()
        ? variant
        : new Variant(
            variant.name(),
            variant.target(),
            variant.properties(),
            own,
            variant.code(),
            variant.replicas());
  }
}
