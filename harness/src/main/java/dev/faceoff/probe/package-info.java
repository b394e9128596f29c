/** What is measured beside latency: CPU, memory, statements, rows, waits; starts nothing. */
package dev.faceoff.probe;
