/** The journey of the scenario no-cache. */
package dev.faceoff.scenarios.nocache;
