/// From a capture to findings.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan;
