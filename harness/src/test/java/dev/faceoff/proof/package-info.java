/** Shows with real gates how often they are right; see docs/method-proof.md. */
package dev.faceoff.proof;
