/** Starts processes and makes sure that none, and no folder of a run, outlives the run. */
package dev.faceoff.process;
