/// Measures the program against peers, and draws the large inputs for it. `Bench` is the door; `benchmarks/README.md`
/// says
/// which command measures what. Nothing here is part of the program.
@org.jspecify.annotations.NullMarked
package dev.mangrove.benchmarks;
