package dev.mangrove.server.console;

import java.util.List;
import java.util.Optional;

/// What surrounds a page's own content.
///
/// @param viewer empty before signing in
/// @param rail only the places that the viewer may enter
/// @param place key of the rail's entry that the page belongs to; empty for none
/// @param path of this page with its query, to come back to after changing language or theme
/// @param theme `auto`, `light` or `dark`
/// @param csrfToken of every form
/// @param notice what the last act brought about; shown once
public record Frame(
        Words words,
        Optional<Viewer> viewer,
        List<RailEntry> rail,
        String place,
        String path,
        String theme,
        String csrfName,
        String csrfToken,
        Optional<String> notice) {}
