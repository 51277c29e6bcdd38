package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    @Test
    void writesOneObjectALineInTheOrderOfItsKeys() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", "Ảnh \"1\"\n.jpg");
        object.put("bytes", 12L);
        object.put("ratio", 0.5);
        object.put("shown", true);
        object.put("width", OptionalInt.of(3));
        object.put("pdq", Optional.empty());
        object.put("notes", List.of("a", "b"));
        object.put("reasons", Map.of("empty", 1));

        new JsonLines(out).write(object);
        new JsonLines(out).write(Map.of("n", 1));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"path":"Ảnh \\"1\\"\\n.jpg","bytes":12,"ratio":0.5,"shown":true,"width":3,"notes":["a","b"],\
                "reasons":{"empty":1}}
                {"n":1}
                """);
    }
}
