/** Samples in, numbers out; no files, clocks or threads. */
package dev.faceoff.stats;
