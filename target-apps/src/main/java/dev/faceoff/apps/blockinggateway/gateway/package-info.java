/** A payment gateway with a ledger of its own: what somebody else's service would be. */
package dev.faceoff.apps.blockinggateway.gateway;
