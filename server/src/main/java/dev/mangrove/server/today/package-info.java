/// The first page: what waits for the person who looks at it.
@NullMarked
package dev.mangrove.server.today;

import org.jspecify.annotations.NullMarked;
