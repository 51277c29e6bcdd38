/// Long-lived child processes in which hostile bytes are parsed, and the checked, framed protocol to them.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.worker;
