/// EnCase hash sets (`.hash`).
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.encase;
