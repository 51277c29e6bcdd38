/// A capture's files by their raw names: listed and opened without following links, without writing,
/// and without touching access times where the system permits.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.capture;
