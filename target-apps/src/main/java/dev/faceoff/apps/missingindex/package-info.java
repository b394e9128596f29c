/** The orders of one customer: the same code on a table without and with the index it needs. */
package dev.faceoff.apps.missingindex;
