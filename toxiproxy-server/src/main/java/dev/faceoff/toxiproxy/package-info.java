/** A Toxiproxy-compatible server for the JVM: proxies whose connections suffer on demand. */
package dev.faceoff.toxiproxy;
