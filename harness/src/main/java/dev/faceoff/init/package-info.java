/** Writes the files with which a user's own service starts: target file, gate.yaml, CI workflow. */
package dev.faceoff.init;
