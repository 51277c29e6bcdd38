/// The output of `md5sum`, `sha1sum` and `sha256sum`, in the GNU and the BSD form, and bare lists of MD5 or
/// SHA-1 digests, one a line.
///
/// Source: GNU coreutils manual, *md5sum invocation*.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.digestlines;
