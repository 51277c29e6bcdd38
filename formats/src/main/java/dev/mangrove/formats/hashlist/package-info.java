/// The forms in which lists of known hashes are exchanged, told apart by content and read as one stream.
///
/// ```java
/// HashListFormat format = HashListFormat.detect(file);
/// format.read(file, sink);
/// ```
///
/// A name or an extension is never asked. What is none of these forms is refused with a message that says
/// which there are.
@org.jspecify.annotations.NullMarked
package dev.mangrove.formats.hashlist;
