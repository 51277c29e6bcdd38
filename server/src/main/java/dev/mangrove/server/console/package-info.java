/// The frame of every page: words in two languages, the rail, tables, strict headers, errors that tell the way out.
///
/// A controller of a domain takes a [Visit] and answers a page:
///
/// ```
/// @GetMapping("/lists")
/// Page lists(Visit visit) {
///     return visit.page("matching/lists", "matching.lists", Map.of("lists", lists.all(visit.officer())));
/// }
/// ```
///
/// Texts stand in `i18n/<domain>_en.properties` and `_vi.properties`; templates in `templates/<domain>/`. Every
/// page works
/// without JavaScript. It knows no domain: who has signed in is told to it as a [Viewer].
@NullMarked
package dev.mangrove.server.console;

import org.jspecify.annotations.NullMarked;
