/** The sequence of a run: start, warm up, measure, stop, compare; no printing, no parsing. */
package dev.faceoff.run;
