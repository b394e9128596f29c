/** A product page that is computed for every visit beside one that is kept in Redis. */
package dev.faceoff.apps.nocache;
