package dev.faceoff.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code docker/kubernetes}, as what Kubernetes takes them for. */
final class Manifests {
  static final Path FOLDER = Path.of("..", "docker", "kubernetes").toAbsolutePath().normalize();

  private static final String KUSTOMIZATION = "kustomization.yaml";

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "Job", Job.class,
          "Namespace", Namespace.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "Service", Service.class);

  /** The model takes what it does not know along; here that is an error. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .build();

  private Manifests() {}

  /** Everything in the files of a folder, which may be patches of things. */
  static List<HasMetadata> in(String folder) {
    List<HasMetadata> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yaml") && !name.equals(KUSTOMIZATION)) {
          all.addAll(parse(Files.readString(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /**
   * What kustomize makes of an overlay; the test is skipped, with the reason, where there is no
   * kubectl.
   */
  static List<HasMetadata> built(String overlay) throws IOException, InterruptedException {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
        "there is no kubectl: overlays are not built");
    Process kustomize =
        new ProcessBuilder("kubectl", "kustomize", FOLDER.resolve(overlay).toString())
            .redirectErrorStream(true)
            .start();
    String made = new String(kustomize.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (kustomize.waitFor() != 0) {
      throw new AssertionError(made);
    }
    return parse(made);
  }

  /**
   * The things in a file, parted by lines of hyphens.
   *
   * @throws IllegalArgumentException if one has a field that its kind does not have
   */
  static List<HasMetadata> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    List<HasMetadata> all = new ArrayList<>();
    for (Object each : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      Object kind = ((Map<?, ?>) each).get("kind");
      Class<? extends HasMetadata> type = KINDS.get(kind);
      if (type == null) {
        throw new IllegalArgumentException("unknown kind " + kind);
      }
      all.add(STRICT.convertValue(each, type));
    }
    return all;
  }

  static <T extends HasMetadata> T one(List<HasMetadata> all, Class<T> type, String name) {
    return all.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(each -> each.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s %s".formatted(type.getSimpleName(), name)));
  }
}
