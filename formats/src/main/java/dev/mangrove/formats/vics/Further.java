package dev.mangrove.formats.vics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Properties that are kept as they are, in their order.
final class Further {

    /// Longest value that is kept.
    static final int VALUE_CHARS_MAX = 1 << 20;

    /// Most such values in one object.
    static final int VALUES_MAX = 256;

    private Further() {}

    static Map<String, String> copyOf(Map<String, String> further) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }
}
