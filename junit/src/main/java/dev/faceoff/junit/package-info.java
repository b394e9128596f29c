/** A gate as a test: a JUnit Jupiter extension that compares two builds, and assertions on it. */
package dev.faceoff.junit;
