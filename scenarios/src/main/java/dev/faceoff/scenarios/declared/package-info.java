/**
 * Requests that are declared rather than programmed: as a file lists them. What plays them ({@link
 * dev.faceoff.scenarios.declared.DeclaredRequests} and {@link
 * dev.faceoff.scenarios.declared.OwnRequests}) needs Gatling; what they are does without, so that
 * whoever reads such files can check them with the same code that plays them.
 */
package dev.faceoff.scenarios.declared;
