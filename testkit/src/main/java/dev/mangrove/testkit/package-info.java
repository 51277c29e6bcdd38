/// Drawn pictures, seeded randomness and damage, for tests and the demo. Nothing here shows a person.
@org.jspecify.annotations.NullMarked
package dev.mangrove.testkit;
