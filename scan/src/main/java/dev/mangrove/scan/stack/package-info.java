/// Groups the items that show the same picture.
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.stack;
