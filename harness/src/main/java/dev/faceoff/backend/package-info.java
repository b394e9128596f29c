/** What targets depend on, PostgreSQL first, behind one interface; no load, no statistics. */
package dev.faceoff.backend;
