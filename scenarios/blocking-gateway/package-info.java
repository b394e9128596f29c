/** The journey of the scenario blocking-gateway. */
package dev.faceoff.scenarios.blockinggateway;
