/// Stacks: the same picture once. Which contents belong together, and which of them stands for the rest.
///
/// The rule is written in `docs/stacks.md`; it depends on the contents alone, never on the order of items, on
/// paths, or on the number of workers. A stack passes no verdict from one content to another.
///
/// ```java
/// Contents.gather(connection);
/// Stacks.build(connection, 31, 2);       // after the lists were asked
/// ```
@org.jspecify.annotations.NullMarked
package dev.mangrove.scan.stack;
