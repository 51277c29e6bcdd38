/// The commands that start and keep the server: options, checks before the start, the order in which its parts
/// come up and go down.
@NullMarked
package dev.mangrove.server.start;

import org.jspecify.annotations.NullMarked;
