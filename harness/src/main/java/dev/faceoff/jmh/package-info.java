/**
 * Reads two of JMH's result files and judges one by the other, the fork being the unit of proof.
 */
package dev.faceoff.jmh;
