/// What stands before every route: the host's name is checked, forms carry a token.
@NullMarked
package dev.mangrove.server.web;

import org.jspecify.annotations.NullMarked;
