/**
 * Services under test: one package a pair, naive beside fixed, and nothing shared between pairs but
 * {@code monitoring}, of which they know nothing.
 */
package dev.faceoff.apps;
