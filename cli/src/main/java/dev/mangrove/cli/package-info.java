/// The `mangrove` command: one verb per act.
@org.jspecify.annotations.NullMarked
package dev.mangrove.cli;
