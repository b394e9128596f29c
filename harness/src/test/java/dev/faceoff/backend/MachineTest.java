package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
  private static final Machine LINUX = new Machine("Linux", "amd64", false, false, false, true);

  @Test
  void choosesTheArchiveBySystemAndProcessor() {
    assertThat(LINUX.archive()).hasValue("postgres-linux-x86_64.txz");
    assertThat(machine("Linux", "aarch64", false).archive()).hasValue("postgres-linux-arm_64.txz");
    assertThat(machine("Mac OS X", "aarch64", false).archive())
        .hasValue("postgres-darwin-arm_64.txz");
    assertThat(machine("Mac OS X", "x86_64", false).archive())
        .hasValue("postgres-darwin-x86_64.txz");
    assertThat(machine("Linux", "amd64", true).archive())
        .hasValue("postgres-linux-x86_64-alpine_linux.txz");
  }

  @Test
  void ordinaryUserMeetsNoObstacle() {
    assertThat(LINUX.obstacle(true)).isEmpty();
    assertThat(LINUX.prefix()).isEmpty();
  }

  @Test
  void rootRunsInANamespaceWhereItIsNotRoot() {
    Machine root = new Machine("Linux", "amd64", false, true, true, true);

    assertThat(root.obstacle(true)).isEmpty();
    assertThat(root.prefix()).containsExactly("unshare", "--user");
  }

  @Test
  void rootInAContainerWithoutNamespacesIsToldWhatToDo() {
    assertThat(new Machine("Linux", "amd64", false, true, false, true).obstacle(true))
        .hasValueSatisfying(
            text -> assertThat(text).contains("root", "ordinary user").doesNotContain("\n"));
  }

  @Test
  void userWithoutANameIsToldWhatToDo() {
    assertThat(new Machine("Linux", "amd64", false, false, false, false).obstacle(true))
        .hasValueSatisfying(text -> assertThat(text).contains("/etc/passwd").doesNotContain("\n"));
  }

  @Test
  void muslWithoutProgramsForItIsToldWhatToDo() {
    assertThat(machine("Linux", "aarch64", true).obstacle(false))
        .hasValueSatisfying(text -> assertThat(text).contains("musl", "Debian"));
    assertThat(machine("Linux", "amd64", true).obstacle(true)).isEmpty();
  }

  @Test
  void otherSystemsAreToldWhichOnesWork() {
    assertThat(machine("Windows 11", "amd64", false).obstacle(false))
        .hasValueSatisfying(text -> assertThat(text).contains("Windows 11", "WSL"));
    assertThat(machine("Linux", "s390x", false).obstacle(false))
        .hasValueSatisfying(text -> assertThat(text).contains("s390x"));
  }

  @Test
  void programsMissingFromTheClassPathAreNamed() {
    assertThat(LINUX.obstacle(false))
        .hasValueSatisfying(
            text -> assertThat(text).contains("postgres-linux-x86_64.txz", "./mvnw"));
  }

  private static Machine machine(String os, String arch, boolean musl) {
    return new Machine(os, arch, musl, false, false, true);
  }
}
