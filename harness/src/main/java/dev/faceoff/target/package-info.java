/** Starts, watches and stops a service under test. */
package dev.faceoff.target;
