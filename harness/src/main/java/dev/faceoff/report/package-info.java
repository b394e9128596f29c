/** The report as a value, and one writer a format; nothing is measured or computed here. */
package dev.faceoff.report;
