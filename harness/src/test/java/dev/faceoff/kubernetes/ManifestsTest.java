package dev.faceoff.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.backend.PostgresSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker/kubernetes} promises, as far as can be told without a cluster. */
class ManifestsTest {
  private static final List<HasMetadata> BASE = Manifests.in("base");

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/kind", "overlays/four-nodes"})
  void everyFieldIsOneThatKubernetesKnows(String folder) {
    assertThat(Manifests.in(folder)).isNotEmpty();
  }

  @Test
  void aFieldThatItDoesNotKnowWouldBeFound() {
    assertThatThrownBy(
            () ->
                Manifests.parse(
                    "{apiVersion: batch/v1, kind: Job, spec: {template: {spec: {restart: No}}}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unrecognized field \"restart\"");
  }

  @Test
  void theBaseIsAPairGeneratorsAndWhatPutsTheirRunsTogether() {
    assertThat(BASE)
        .extracting(each -> each.getKind() + " " + each.getMetadata().getName())
        .containsExactlyInAnyOrder(
            "Namespace faceoff",
            "Service naive",
            "Service fixed",
            "Deployment pair",
            "PersistentVolumeClaim results",
            "Job generators",
            "Job merge");
    assertThat(Manifests.one(BASE, Job.class, "merge").getSpec().getSuspend()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"base, 2", "overlays/four-nodes, 4"})
  void howManyGeneratorsThereAreIsTheSameEverywhere(String folder, int generators) {
    requireGenerators(Manifests.one(Manifests.in(folder), Job.class, "generators"), generators);
  }

  private static void requireGenerators(Job job, int generators) {
    JobSpec spec = job.getSpec();
    assertThat(spec.getCompletions()).isEqualTo(generators);
    assertThat(spec.getParallelism()).isEqualTo(generators);
    assertThat(variables(spec.getTemplate().getSpec().getContainers().get(0)))
        .containsEntry("GENERATORS", String.valueOf(generators));
  }

  @Test
  void aGeneratorsPlaceComesFromItsIndexAndNoneIsTriedAgain() {
    JobSpec spec = Manifests.one(BASE, Job.class, "generators").getSpec();

    assertThat(spec.getCompletionMode()).isEqualTo("Indexed");
    assertThat(spec.getBackoffLimit()).isZero();
    assertThat(spec.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(spec.getTemplate().getSpec().getContainers().get(0).getArgs())
        .containsSequence("--generator", "job/$(GENERATORS)");
  }

  @Test
  void podsMayDoAsLittleAsTheyNeed() {
    for (PodSpec pod : pods()) {
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(containers(pod))
          .allSatisfy(
              container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
              });
    }
  }

  @Test
  void imagesAreThoseOfCompose() throws Exception {
    String compose = Files.readString(Manifests.FOLDER.resolve("../compose.yaml"));

    for (PodSpec pod : pods()) {
      assertThat(containers(pod))
          .allSatisfy(
              container -> {
                assertThat(compose).contains("image: " + container.getImage() + "\n");
                assertThat(container.getImagePullPolicy()).isEqualTo("IfNotPresent");
              });
    }
  }

  @Test
  void whatIsMountedIsThere() {
    for (PodSpec pod : pods()) {
      List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();
      assertThat(containers(pod))
          .flatExtracting(Container::getVolumeMounts)
          .extracting(VolumeMount::getName)
          .isNotEmpty()
          .isSubsetOf(volumes);
      for (Volume volume : pod.getVolumes()) {
        if (volume.getPersistentVolumeClaim() != null) {
          Manifests.one(
              BASE, PersistentVolumeClaim.class, volume.getPersistentVolumeClaim().getClaimName());
        }
      }
    }
  }

  @Test
  void servicesFindThePairByItsPorts() {
    Deployment pair = Manifests.one(BASE, Deployment.class, "pair");
    PodTemplateSpec template = pair.getSpec().getTemplate();
    assertThat(template.getMetadata().getLabels())
        .containsAllEntriesOf(pair.getSpec().getSelector().getMatchLabels());
    for (String variant : List.of("naive", "fixed")) {
      Service service = Manifests.one(BASE, Service.class, variant);
      Container container =
          template.getSpec().getContainers().stream()
              .filter(each -> each.getName().equals(variant))
              .findFirst()
              .orElseThrow();
      ContainerPort port = container.getPorts().get(0);

      assertThat(template.getMetadata().getLabels())
          .containsAllEntriesOf(service.getSpec().getSelector());
      assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
          .isEqualTo(port.getName());
      assertThat(variables(container))
          .containsEntry("SERVER_PORT", String.valueOf(port.getContainerPort()));
      assertThat(container.getReadinessProbe().getExec().getCommand())
          .contains(variables(container).get("MANAGEMENT_SERVER_PORT"));
      assertThat(container.getArgs()).containsExactly("n-plus-one", variant);
    }
  }

  @Test
  void postgresHasTheSettingsOfARunAndIsReachedByItsPodOnly() {
    Container postgres =
        Manifests.one(BASE, Deployment.class, "pair")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getInitContainers()
            .stream()
            .filter(each -> each.getName().equals("postgres"))
            .findFirst()
            .orElseThrow();
    Map<String, String> settings = new TreeMap<>();
    postgres.getArgs().stream()
        .filter(word -> word.startsWith("-c"))
        .map(word -> word.substring(2).split("=", 2))
        .forEach(setting -> settings.put(setting[0], setting[1]));

    assertThat(settings)
        .containsAllEntriesOf(PostgresSettings.all())
        .containsEntry("listen_addresses", "127.0.0.1");
    assertThat(postgres.getPorts()).isNullOrEmpty();
    // It stays while the services run.
    assertThat(postgres.getRestartPolicy()).isEqualTo("Always");
  }

  @ParameterizedTest
  @CsvSource({"overlays/kind, 2, ReadWriteOnce", "overlays/four-nodes, 4, ReadWriteMany"})
  void kustomizeBuildsTheOverlays(String overlay, int generators, String access) throws Exception {
    List<HasMetadata> built = Manifests.built(overlay);

    requireGenerators(Manifests.one(built, Job.class, "generators"), generators);
    assertThat(
            Manifests.one(built, PersistentVolumeClaim.class, "results").getSpec().getAccessModes())
        .containsExactly(access);
    assertThat(built)
        .filteredOn(each -> !(each instanceof Namespace))
        .allMatch(each -> "faceoff".equals(each.getMetadata().getNamespace()));
    ConfigMap scenario =
        (ConfigMap) built.stream().filter(ConfigMap.class::isInstance).findFirst().orElseThrow();
    assertThat(scenario.getData())
        .containsOnlyKeys("scenario.yaml", "naive.target.yaml", "fixed.target.yaml");
    assertThat(
            Manifests.one(built, Job.class, "generators")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes())
        .filteredOn(volume -> volume.getConfigMap() != null)
        .extracting(volume -> volume.getConfigMap().getName())
        .containsExactly(scenario.getMetadata().getName());
  }

  @Test
  void generatorsOnFourNodesKeepClearOfEachOtherAndOfThePair() {
    Job job = Manifests.one(Manifests.in("overlays/four-nodes"), Job.class, "generators");
    List<String> apart =
        job.getSpec()
            .getTemplate()
            .getSpec()
            .getAffinity()
            .getPodAntiAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution()
            .get(0)
            .getLabelSelector()
            .getMatchExpressions()
            .get(0)
            .getValues();

    assertThat(apart)
        .containsExactlyInAnyOrder(
            label(Manifests.one(BASE, Job.class, "generators").getSpec().getTemplate()),
            label(Manifests.one(BASE, Deployment.class, "pair").getSpec().getTemplate()));
  }

  @Test
  void theImagesHaveWhatThePairsDataIsMadeOf() throws Exception {
    String dockerfile = Files.readString(Manifests.FOLDER.resolve("../Dockerfile"));

    assertThat(dockerfile).contains("COPY docker/postgres/pair.sh /faceoff/postgres/pair.sh\n");
    assertThat(Files.readString(Path.of("../.dockerignore"))).contains("!docker/postgres\n");
  }

  private static String label(PodTemplateSpec template) {
    return template.getMetadata().getLabels().get("app");
  }

  private static List<PodSpec> pods() {
    List<PodSpec> pods = new ArrayList<>();
    for (HasMetadata each : BASE) {
      if (each instanceof Job job) {
        pods.add(job.getSpec().getTemplate().getSpec());
      } else if (each instanceof Deployment deployment) {
        pods.add(deployment.getSpec().getTemplate().getSpec());
      }
    }
    assertThat(pods).hasSize(3);
    return pods;
  }

  private static List<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).toList();
  }

  private static Map<String, String> variables(Container container) {
    Map<String, String> variables = new TreeMap<>();
    for (EnvVar variable : container.getEnv()) {
      variables.put(variable.getName(), variable.getValue());
    }
    return variables;
  }
}
