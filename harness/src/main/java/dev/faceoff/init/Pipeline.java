package dev.faceoff.init;

import java.nio.file.Path;

/** A CI for which a workflow can be written. */
public enum Pipeline {
  GITHUB("github", ".github/workflows/faceoff.yml"),
  GITLAB("gitlab", "faceoff.gitlab-ci.yml");

  private final String id;
  private final String file;

  Pipeline(String id, String file) {
    this.id = id;
    this.file = file;
  }

  /** Its name on the command line. */
  public String id() {
    return id;
  }

  Path file(Path repository) {
    return repository.resolve(file);
  }

  /**
   * The workflow.
   *
   * @param build the command that builds the service, run at the top of the repository
   * @param target the target file as seen from there
   * @param gate the rules as seen from there
   * @param secret whether requests need the variable SERVICE_TOKEN
   */
  String text(String build, String target, String gate, boolean secret) {
    return this == GITHUB
        ? github(build, target, gate, secret)
        : gitlab(build, target, gate, secret);
  }

  private static String github(String build, String target, String gate, boolean secret) {
    return """
        # Fails a pull request that surely makes the service slower, costlier or less
        # correct. Faceoff itself comes from the repository that the variable
        # FACEOFF_REPOSITORY names (Settings > Variables), as OWNER/NAME.
        name: faceoff
        on: pull_request

        permissions:
          contents: read

        jobs:
          gate:
            runs-on: ubuntu-latest
            timeout-minutes: 30
        %s    steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-java@v4
                with: {distribution: temurin, java-version: "17"}
              - uses: actions/checkout@v4
                with:
                  repository: ${{ vars.FACEOFF_REPOSITORY }}
                  path: .faceoff
              - id: gate
                uses: ./.faceoff
                with:
                  # Builds the service, in a checkout of the base and in the one of the head.
                  build: %s
                  target: %s
                  arguments: %s
              - if: always() && steps.gate.outputs.results
                uses: actions/upload-artifact@v4
                with:
                  name: faceoff
                  path: ${{ steps.gate.outputs.results }}
        """
        .formatted(
            secret ? "    env: {SERVICE_TOKEN: \"${{ secrets.SERVICE_TOKEN }}\"}\n" : "",
            YamlText.of(build),
            YamlText.of(target),
            YamlText.of("--gate " + gate));
  }

  private static String gitlab(String build, String target, String gate, boolean secret) {
    return """
        # Fails a merge request that surely makes the service slower, costlier or less
        # correct. Include this file in .gitlab-ci.yml:
        #   include: [faceoff.gitlab-ci.yml]
        # Two variables (Settings > CI/CD > Variables) say where Faceoff comes from:
        # FACEOFF_PROJECT, as GROUP/NAME, and FACEOFF_REPOSITORY, its address.
        %sinclude:
          - project: $FACEOFF_PROJECT
            ref: main
            file: /ci/faceoff.gitlab-ci.yml

        gate:
          extends: .faceoff-gate
          variables:
            # Builds the service, in a checkout of the base and in the one of the head.
            BUILD: %s
            TARGET: %s
            ARGUMENTS: %s
        """
        .formatted(
            secret ? "# A third, SERVICE_TOKEN, masked, is what the requests show.\n" : "",
            YamlText.of(build),
            YamlText.of(target),
            YamlText.of("--gate " + gate));
  }
}
