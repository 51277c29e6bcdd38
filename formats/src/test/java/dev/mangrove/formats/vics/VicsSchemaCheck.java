package dev.mangrove.formats.vics;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Holds a whole VICS 2.0 document to its field tables: names, types, required fields, keys. Written apart
/// from the reader, over a tree of maps and lists, as a second opinion.
public final class VicsSchemaCheck {

    private enum Type {
        STRING,
        GUID,
        HEX_MD5,
        TIME,
        BYTE,
        INT32,
        INT64,
        BOOLEAN,
        COLLECTION
    }

    private static final Map<String, Type> CASE = types(
            "CaseID",
            Type.GUID,
            "CaseNumber",
            Type.STRING,
            "ContactOrganization",
            Type.STRING,
            "ContactName",
            Type.STRING,
            "ContactPhone",
            Type.STRING,
            "ContactEmail",
            Type.STRING,
            "ContactTitle",
            Type.STRING,
            "SourceApplicationName",
            Type.STRING,
            "SourceApplicationVersion",
            Type.STRING,
            "TotalMediaFiles",
            Type.INT32,
            "TotalPrecategorized",
            Type.INT32,
            "SeizureDate",
            Type.TIME,
            "CaseMetadata",
            Type.COLLECTION,
            "Media",
            Type.COLLECTION,
            "Identifiers",
            Type.COLLECTION);

    private static final Map<String, Type> MEDIA = types(
            "MD5",
            Type.HEX_MD5,
            "MediaID",
            Type.INT32,
            "Category",
            Type.BYTE,
            "SHA1",
            Type.STRING,
            "VictimIdentified",
            Type.BOOLEAN,
            "OffenderIdentified",
            Type.BOOLEAN,
            "IsDistributed",
            Type.BOOLEAN,
            "IsSuspected",
            Type.BOOLEAN,
            "SelfGenerated",
            Type.BOOLEAN,
            "Comments",
            Type.STRING,
            "Tags",
            Type.STRING,
            "Series",
            Type.STRING,
            "RelativeFilePath",
            Type.STRING,
            "MimeType",
            Type.STRING,
            "PrecategorizationSource",
            Type.STRING,
            "MediaSize",
            Type.INT64,
            "DateUpdated",
            Type.TIME,
            "IsPrecategorized",
            Type.BOOLEAN,
            "PhotoDNA",
            Type.STRING,
            "AlternativeHashes",
            Type.COLLECTION,
            "Exifs",
            Type.COLLECTION,
            "MediaFiles",
            Type.COLLECTION,
            "Repositories",
            Type.COLLECTION,
            "Segments",
            Type.COLLECTION,
            "MediaMetadata",
            Type.COLLECTION,
            "Identifiers",
            Type.COLLECTION,
            "Cases",
            Type.COLLECTION);

    private static final Map<String, Type> ALTERNATIVE_HASH =
            types("MD5", Type.HEX_MD5, "HashName", Type.STRING, "HashValue", Type.STRING);

    private static final Map<String, Type> EXIF = types(
            "MD5",
            Type.HEX_MD5,
            "PropertyName",
            Type.STRING,
            "PropertyValue",
            Type.STRING,
            "PropertyGroup",
            Type.STRING);

    private static final Map<String, Type> MEDIA_FILE = types(
            "MD5",
            Type.HEX_MD5,
            "MediaFileID",
            Type.INT32,
            "FileName",
            Type.STRING,
            "FilePath",
            Type.STRING,
            "Created",
            Type.TIME,
            "Written",
            Type.TIME,
            "Accessed",
            Type.TIME,
            "Unallocated",
            Type.BOOLEAN,
            "Deleted",
            Type.BOOLEAN,
            "SourceID",
            Type.STRING,
            "PhysicalLocation",
            Type.INT64,
            "ParentMD5",
            Type.HEX_MD5,
            "ParentFileName",
            Type.STRING,
            "ParentFilePath",
            Type.STRING,
            "ParentPhysicalLocation",
            Type.INT64);

    private final List<String> faults = new ArrayList<>();

    private VicsSchemaCheck() {}

    private static Map<String, Type> types(Object... namesAndTypes) {
        Map<String, Type> types = new HashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            types.put((String) namesAndTypes[i], (Type) namesAndTypes[i + 1]);
        }
        return types;
    }

    /// What is wrong with a document; nothing where it keeps to the tables.
    public static List<String> faults(Path file) throws Exception {
        return faults(Files.readString(file, StandardCharsets.UTF_8));
    }

    static List<String> faults(String json) {
        VicsSchemaCheck check = new VicsSchemaCheck();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            check.document(tree(parser));
            if (parser.nextToken() != null) {
                check.faults.add("text after the end");
            }
        }
        return check.faults;
    }

    private static Object tree(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(tree(parser));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (map.put(name, tree(parser)) != null) {
                    throw new AssertionError("the key " + name + " comes twice in one object");
                }
            }
            return map;
        }
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> "unexpected " + token;
        };
    }

    private void document(Object root) {
        Map<?, ?> map = (Map<?, ?>) root;
        if (!map.keySet().equals(Set.of("@odata.context", "value"))) {
            faults.add("the root has the keys " + map.keySet());
        }
        if (!String.valueOf(map.get("@odata.context"))
                .matches("http://github\\.com/ICMEC/ProjectVic/DataModels/2\\.0\\.xml/\\w+/\\$metadata#Cases")) {
            faults.add("the context is " + map.get("@odata.context"));
        }
        Set<Object> caseIds = new HashSet<>();
        for (Object one : (List<?>) map.get("value")) {
            Map<?, ?> object = object(one, CASE, "Case", "CaseID");
            unique(caseIds, object.get("CaseID"), "CaseID");
            Set<Object> md5s = new HashSet<>();
            Set<Object> mediaIds = new HashSet<>();
            for (Object media : list(object, "Media")) {
                media(media, md5s, mediaIds);
            }
        }
    }

    private void media(Object one, Set<Object> md5s, Set<Object> mediaIds) {
        Map<?, ?> media = object(one, MEDIA, "Media", "MD5", "MediaID", "IsPrecategorized");
        unique(md5s, String.valueOf(media.get("MD5")).toLowerCase(java.util.Locale.ROOT), "MD5");
        unique(mediaIds, media.get("MediaID"), "MediaID");
        children(media, "AlternativeHashes", ALTERNATIVE_HASH, "HashName");
        children(media, "Exifs", EXIF, "PropertyName");
        children(media, "MediaFiles", MEDIA_FILE, "MediaFileID");
    }

    private void children(Map<?, ?> media, String name, Map<String, Type> types, String key) {
        Set<Object> keys = new HashSet<>();
        for (Object one : list(media, name)) {
            Map<?, ?> child = object(one, types, name, "MD5", key);
            unique(keys, child.get(key), name + "." + key);
            if (!media.get("MD5").equals(child.get("MD5"))) {
                faults.add(name + " of another MD5");
            }
        }
    }

    private static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    private void unique(Set<Object> seen, Object key, String what) {
        if (!seen.add(key)) {
            faults.add("the " + what + " " + key + " comes twice");
        }
    }

    private Map<?, ?> object(Object one, Map<String, Type> types, String what, String... required) {
        Map<?, ?> object = (Map<?, ?>) one;
        for (String name : required) {
            if (!object.containsKey(name)) {
                faults.add(what + " lacks " + name);
            }
        }
        object.forEach((name, value) -> {
            Type type = types.get(String.valueOf(name));
            if (type == null) {
                faults.add(what + " has no field " + name);
            } else if (!fits(type, value)) {
                faults.add(what + "." + name + " is not " + type + ": " + value);
            }
        });
        return object;
    }

    private static boolean fits(Type type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String;
            case GUID ->
                value instanceof String text && text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            case HEX_MD5 -> value instanceof String text && text.matches("[0-9a-fA-F]{32}");
            case TIME ->
                value instanceof String text
                        && text.matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,12})?)?(Z|[+-]\\d\\d:\\d\\d)");
            case BYTE -> value instanceof Long number && number >= 0 && number <= 255;
            case INT32 -> value instanceof Long number && number == number.intValue();
            case INT64 -> value instanceof Long;
            case BOOLEAN -> value instanceof Boolean;
            case COLLECTION -> value instanceof List;
        };
    }
}
