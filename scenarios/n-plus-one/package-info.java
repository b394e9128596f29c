/** The journey of the scenario n-plus-one. */
package dev.faceoff.scenarios.nplusone;
