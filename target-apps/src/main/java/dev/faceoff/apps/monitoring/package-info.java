/**
 * What services tell a Prometheus beyond what a run reads, with the profile {@code monitored} only.
 * No pair knows of it.
 */
package dev.faceoff.apps.monitoring;
