package dev.mangrove.server.identity;

import java.time.ZoneId;
import java.util.List;

/// Time zones to choose from: by place, as people know them.
final class Zones {

    private static final List<String> ALL = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*")
                    || id.equals("UTC"))
            .sorted()
            .toList();

    private Zones() {}

    static List<String> all() {
        return ALL;
    }

    /// Where this machine says it is; UTC when that is no place.
    static String ofThisMachine() {
        String id = ZoneId.systemDefault().getId();
        return ALL.contains(id) ? id : "UTC";
    }
}
