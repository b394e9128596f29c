package dev.faceoff.stats;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Verdict;
import java.util.List;

/**
 * The state of a gate after some launches.
 *
 * @param launches judged
 * @param findings one a claim, in order of claims
 * @param verdict of the whole gate: REGRESSION if any gated claim is one; INCONCLUSIVE if any gated
 *     claim is; else IMPROVEMENT if any gated claim is one; else EQUIVALENT
 * @param settled whether further launches could not change that verdict for the better: all gated
 *     claims are decided, or one is a REGRESSION
 */
public record GateLook(int launches, List<GateFinding> findings, Verdict verdict, boolean settled) {
  public GateLook {
    findings = List.copyOf(findings);
  }
}
