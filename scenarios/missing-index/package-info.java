/** The journey of the scenario missing-index. */
package dev.faceoff.scenarios.missingindex;
