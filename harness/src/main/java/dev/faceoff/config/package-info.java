/** Reads scenario files strictly into the model; nothing else parses. */
package dev.faceoff.config;
