/** Plans the load, runs the generator in its own JVM and reads its samples. */
package dev.faceoff.load;
