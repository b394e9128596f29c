/**
 * A journey that is declared rather than programmed: HTTP requests as a file lists them. All but
 * {@link dev.faceoff.scenarios.declared.DeclaredRequests} do without Gatling, so that whoever reads
 * such files can check them with the same code that plays them.
 */
package dev.faceoff.scenarios.declared;
