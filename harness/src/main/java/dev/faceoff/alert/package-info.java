/**
 * Who is told of a fault, and when: a Prometheus of the run's own with rules of alerts, the health
 * checks it looks at, and what it says to an Alertmanager; no statistics.
 */
package dev.faceoff.alert;
