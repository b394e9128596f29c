/** What recording a sample costs the load generator. */
package dev.faceoff.scenarios.driver;
