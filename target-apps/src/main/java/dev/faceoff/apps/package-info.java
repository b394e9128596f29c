/**
 * Services under test: one package a pair, naive beside fixed, and nothing shared between pairs.
 */
package dev.faceoff.apps;
