/// Frame hashes of one video, as the vPDQ programs of ThreatExchange write them.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.vpdq;
