package dev.mangrove.scan.report;

import java.util.LinkedHashMap;
import java.util.Map;

/// A VICS collection of names and values, `MediaMetadata` or `CaseMetadata`, as JSON text.
final class VicsProperties {

    private final String ownerKey;
    private final String owner;
    private final Map<String, String> properties = new LinkedHashMap<>();

    /// @param ownerKey `MD5` or `CaseID`
    /// @param owner the key's value
    VicsProperties(String ownerKey, String owner) {
        this.ownerKey = ownerKey;
        this.owner = owner;
    }

    /// Adds a property unless its value is empty.
    void put(String name, String value) {
        if (!value.isEmpty()) {
            properties.put(name, value);
        }
    }

    /// The collection under its name; nothing where it is empty.
    Map<String, String> toFurther(String collection) {
        if (properties.isEmpty()) {
            return Map.of();
        }
        StringBuilder json = new StringBuilder("[");
        properties.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append("{\"")
                .append(ownerKey)
                .append("\":")
                .append(JsonText.quoted(owner))
                .append(",\"PropertyName\":")
                .append(JsonText.quoted(name))
                .append(",\"PropertyValue\":")
                .append(JsonText.quoted(value))
                .append('}'));
        return Map.of(collection, json.append(']').toString());
    }
}
