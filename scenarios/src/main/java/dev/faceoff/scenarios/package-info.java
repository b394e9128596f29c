/** What a journey is written with; a journey lies in its scenario's folder. */
package dev.faceoff.scenarios;
