/** The page that shows a pair under load while a room watches, and lets it put faults on. */
package dev.faceoff.serve;
