/** The load generator: plays a plan with Gatling in a JVM of its own and records every request. */
package dev.faceoff.scenarios.driver;
