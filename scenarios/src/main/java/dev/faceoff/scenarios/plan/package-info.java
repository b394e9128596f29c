/**
 * What the harness tells the generator, and what the generator tells back: plan, events and
 * samples. Uses the JDK only; plan and events are JSON by whatever Jackson the reader has.
 */
package dev.faceoff.scenarios.plan;
