/** Tells of a run's load while it runs, second by second, and lets Prometheus scrape it. */
package dev.faceoff.live;
