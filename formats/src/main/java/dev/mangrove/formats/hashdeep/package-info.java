/// The output of `hashdeep`.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.hashdeep;
