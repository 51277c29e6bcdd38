/// An item of a capture and what was found out about it: plain records that every part of a scan speaks in.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.item;
