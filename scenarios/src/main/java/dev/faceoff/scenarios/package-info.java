/** What a journey is written with. */
package dev.faceoff.scenarios;
