/** What stands around a rule and a call of blocking-gateway, and what it costs. */
package dev.faceoff.apps.blockinggateway;
