/** Commands, the console and exit codes; no rule of its own. */
package dev.faceoff.cli;
