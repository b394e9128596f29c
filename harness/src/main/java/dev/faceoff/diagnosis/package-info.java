/**
 * The rules by which experiments with one service become findings; evidence in, findings out, with
 * every threshold a named constant explained in docs/diagnosis.md.
 */
package dev.faceoff.diagnosis;
