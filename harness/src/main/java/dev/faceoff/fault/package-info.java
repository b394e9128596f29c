/** Puts proxies into connections and plays fault timelines on them; starts nothing. */
package dev.faceoff.fault;
