package dev.mangrove.scan.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which page asked for a captured resource: from the request records that stand near the responses.
final class Referers {

    private static final int KEPT_MAX = 1000;

    private final Map<String, String> pageById = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /// A request tells its page.
    void request(WarcRecord request, HeaderFields http) {
        http.first("referer").ifPresent(page -> {
            request.id().ifPresent(id -> pageById.put(id, WarcRecord.readable(page)));
            request.concurrentTo().forEach(id -> pageById.put(id, WarcRecord.readable(page)));
        });
    }

    /// The page that asked for this response.
    Optional<String> pageOf(WarcRecord response) {
        Optional<String> own = response.id().map(pageById::get);
        List<String> near = response.concurrentTo();
        return own.or(() ->
                near.stream().filter(pageById::containsKey).map(pageById::get).findFirst());
    }
}
