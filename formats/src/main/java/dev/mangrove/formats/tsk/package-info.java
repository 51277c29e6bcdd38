/// The hash database of The Sleuth Kit and Autopsy (`.kdb`).
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.tsk;
