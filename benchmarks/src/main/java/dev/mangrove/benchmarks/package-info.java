/// Draws the large inputs that measurements need. Nothing here is part of the program.
@org.jspecify.annotations.NullMarked
package dev.mangrove.benchmarks;
