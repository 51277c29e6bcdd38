/// One streaming JSON parser with limits, whose errors name the file, the place and the way out.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.json;
