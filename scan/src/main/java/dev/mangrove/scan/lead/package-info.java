/// Ranks the stacks to look at, with a reason for each place.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.lead;
