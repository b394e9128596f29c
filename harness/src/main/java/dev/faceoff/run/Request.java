package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Servers;
import java.nio.file.Path;
import java.util.List;

/** What everything that is measured is told. */
sealed interface Request permits RunRequest, GateRequest, DiagnosisRequest, ServeRequest {
  ProfileName profile();

  BackendKind backend();

  /** Servers that run already. */
  Servers servers();

  long seed();

  /** Top folder of the project, from which built-in targets' class paths are found. */
  Path project();

  /** The run folder; exists and is empty. */
  Path out();

  /** Words after {@code faceoff}, for the manifest. */
  List<String> command();
}
