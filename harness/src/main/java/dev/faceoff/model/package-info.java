/** The vocabulary of Faceoff as records and enums; imports the JDK only. */
package dev.faceoff.model;
