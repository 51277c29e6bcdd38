package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The VICS 2.0 entities that an export uses, checked strictly: no unknown property, every type right,
/// every required property there, keys unique.
final class VicsSchema {

    private static final Map<String, String> CASE = types("CaseID=guid! CaseNumber=text ContactOrganization=text"
            + " ContactName=text ContactPhone=text ContactEmail=text ContactTitle=text SourceApplicationName=text"
            + " SourceApplicationVersion=text TotalMediaFiles=int32 TotalPrecategorized=int32 SeizureDate=time"
            + " CaseMetadata=CaseMetadata Media=Media");
    private static final Map<String, Map<String, String>> ENTITIES = Map.of(
            "Media",
                    types(
                            "MD5=md5! MediaID=int32! Category=byte SHA1=text VictimIdentified=flag OffenderIdentified=flag"
                                    + " IsDistributed=flag IsSuspected=flag SelfGenerated=flag Comments=text Tags=text Series=text"
                                    + " RelativeFilePath=text MimeType=text PrecategorizationSource=text MediaSize=int64 DateUpdated=time"
                                    + " IsPrecategorized=flag! PhotoDNA=text AlternativeHashes=AlternativeHash Exifs=Exif"
                                    + " MediaFiles=MediaFile MediaMetadata=MediaMetadata"),
            "AlternativeHash", types("MD5=md5! HashName=text! HashValue=text"),
            "Exif", types("MD5=md5! PropertyName=text! PropertyValue=text PropertyGroup=text"),
            "MediaFile",
                    types("MD5=md5! MediaFileID=int32! FileName=text FilePath=text Created=time Written=time"
                            + " Accessed=time Unallocated=flag Deleted=flag SourceID=text PhysicalLocation=int64 ParentMD5=md5"
                            + " ParentFileName=text ParentFilePath=text ParentPhysicalLocation=int64"),
            "MediaMetadata", types("MD5=md5! PropertyName=text! PropertyValue=text"),
            "CaseMetadata", types("CaseID=guid! PropertyName=text! PropertyValue=text"));
    private static final Map<String, String> KEYS = Map.of(
            "Media",
            "MD5",
            "AlternativeHash",
            "HashName",
            "Exif",
            "PropertyName",
            "MediaFile",
            "MediaFileID",
            "MediaMetadata",
            "PropertyName",
            "CaseMetadata",
            "PropertyName");

    private VicsSchema() {}

    private static Map<String, String> types(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String property : text.split(" ")) {
            String[] parts = property.split("=");
            types.put(parts[0], parts[1]);
        }
        return types;
    }

    @SuppressWarnings("unchecked")
    static void check(String json) {
        Map<String, Object> document = (Map<String, Object>) parse(json);
        assertThat(document).containsOnlyKeys("@odata.context", "value");
        assertThat(String.valueOf(document.get("@odata.context")))
                .matches(".*/ProjectVic/DataModels/2\\.0\\.xml/(Default|US|UK|CUSTOM)/\\$metadata#Cases");
        List<Map<String, Object>> cases = (List<Map<String, Object>>) document.get("value");
        assertThat(cases).hasSize(1);
        object("Case", CASE, cases.getFirst());
    }

    private static void object(String name, Map<String, String> types, Map<String, Object> object) {
        assertThat(types.keySet()).as(name).containsAll(object.keySet());
        types.forEach((property, type) -> {
            if (type.endsWith("!")) {
                assertThat(object).as(name).containsKey(property);
            }
            if (object.containsKey(property)) {
                value(name + "." + property, type.replace("!", ""), object.get(property));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void value(String name, String type, Object value) {
        switch (type) {
            case "text" -> assertThat(value).as(name).isInstanceOf(String.class);
            case "flag" -> assertThat(value).as(name).isInstanceOf(Boolean.class);
            case "byte" -> assertThat((Long) value).as(name).isBetween(0L, 255L);
            case "int32" -> assertThat((Long) value).as(name).isBetween(0L, (long) Integer.MAX_VALUE);
            case "int64" -> assertThat((Long) value).as(name).isNotNegative();
            case "guid" -> assertThat(UUID.fromString((String) value)).as(name).hasToString((String) value);
            case "md5" -> assertThat((String) value).as(name).matches("[0-9a-fA-F]{32}");
            case "time" ->
                assertThat(OffsetDateTime.parse((String) value)).as(name).isNotNull();
            default -> {
                Set<Object> keys = new HashSet<>();
                for (Map<String, Object> element : (List<Map<String, Object>>) value) {
                    object(type, ENTITIES.get(type), element);
                    assertThat(keys.add(element.get(KEYS.get(type))))
                            .as(name + ": keys are unique")
                            .isTrue();
                }
            }
        }
    }

    /// Reads JSON into maps, lists, strings, longs, doubles and booleans.
    static Object parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            Object value = value(parser);
            assertThat(parser.nextToken()).as("nothing after the document").isNull();
            return value;
        }
    }

    private static Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                assertThat(map.put(name, value(parser))).as("%s once", name).isNull();
            }
            return map;
        }
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getString();
        };
    }
}
