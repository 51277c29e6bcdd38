/// The system's libvips, where there is one: a binding of some functions that decode pictures the JDK and the
/// libraries of this program have no decoder for.
///
/// ```java
/// VipsLibrary library = VipsLibrary.find().orElseThrow();
/// try (VipsPicture picture = library.open(VipsLoader.HEIF, memory, OptionalInt.empty())) {
///     byte[] rows = picture.rows(0, 16);
/// }
/// ```
///
/// Runs in worker processes only: what a native decoder does to its process when the bytes are hostile cannot be
/// caught. Bytes go in from memory; no path, no temporary file. Everything but three loaders is blocked.
///
/// Functions and numbers are those of libvips 8.13 and later: [libvips](https://www.libvips.org/API/current/).
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.examine.vips;
