/// Matches stored examinations with known lists: exact, near and known good.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.match;
