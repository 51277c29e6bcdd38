/// Lines of text from outside: decoded whatever their encoding, and bounded.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.text;
