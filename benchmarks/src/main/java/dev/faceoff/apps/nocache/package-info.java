/** What the variants of no-cache cost without a network. */
package dev.faceoff.apps.nocache;
