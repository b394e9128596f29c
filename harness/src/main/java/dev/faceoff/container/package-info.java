/** Containers of a run in the Docker engine of this machine, and what killed runs left there. */
package dev.faceoff.container;
