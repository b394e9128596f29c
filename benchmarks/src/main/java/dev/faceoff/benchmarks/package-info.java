/** Runs the benchmarks, and asks what the harness's and the proxy's hot paths cost. */
package dev.faceoff.benchmarks;
