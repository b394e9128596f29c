/** What the variants of n-plus-one cost without a network. */
package dev.faceoff.apps.nplusone;
