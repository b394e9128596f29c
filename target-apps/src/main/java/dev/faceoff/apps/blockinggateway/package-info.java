/** A shop whose payments go through a slow gateway: waiting for it in the request or after it. */
package dev.faceoff.apps.blockinggateway;
