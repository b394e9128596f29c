/**
 * What the harness tells the generator, and what the generator tells back: plan, events and
 * samples.
 */
package dev.faceoff.scenarios.plan;
