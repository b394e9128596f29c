/** The newest orders with customer and line count: lazy associations beside one projection. */
package dev.faceoff.apps.nplusone;
