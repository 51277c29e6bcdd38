package dev.mangrove.formats.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads scheme files: UTF-8 properties.
final class SchemeFile {

    private static final List<String> BUILT_IN = List.of("us", "us-older", "uk", "nist-caid");
    private static final int FILE_BYTES_MAX = 1 << 20;

    private SchemeFile() {}

    static List<Scheme> builtIn() {
        List<Scheme> schemes = new ArrayList<>();
        for (String id : BUILT_IN) {
            try (InputStream in = SchemeFile.class.getResourceAsStream(id + ".properties")) {
                if (in == null) {
                    throw new IllegalStateException("the scheme " + id + " is missing from this program");
                }
                schemes.add(parse(in.readAllBytes(), "the scheme " + id));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(schemes);
    }

    static Scheme read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SchemeFormatException("There is no scheme and no file called `" + file + "`. Schemes: "
                    + BUILT_IN.stream().collect(Collectors.joining(", ")) + ", or the path of a scheme file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new SchemeFormatException(file + " is over " + FILE_BYTES_MAX + " bytes, which no scheme is");
            }
            return parse(bytes, file.toString());
        }
    }

    private static Scheme parse(byte[] bytes, String where) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new SchemeFormatException(where + " is not a properties file: it holds a broken \\u escape");
        }
        Map<String, Scheme.Label> labels = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("label.") && name.endsWith(".role")) {
                String label = name.substring("label.".length(), name.length() - ".role".length());
                String title = required(properties, "label." + label + ".title", where);
                labels.put(label, new Scheme.Label(title, role(properties, name, where)));
            }
        }
        if (labels.isEmpty()) {
            throw new SchemeFormatException(where + " has no line like `label.1.role = alert`");
        }
        return new Scheme(
                required(properties, "id", where),
                required(properties, "title", where),
                role(properties, "unlabelled", where),
                labels);
    }

    private static String required(Properties properties, String name, String where) throws SchemeFormatException {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new SchemeFormatException(where + " does not say `" + name + "`"));
    }

    private static SchemeRole role(Properties properties, String name, String where) throws SchemeFormatException {
        return SchemeRole.called(required(properties, name, where))
                .orElseThrow(() ->
                        new SchemeFormatException(where + ": `" + name + "` must be alert, knownGood or unreviewed"));
    }
}
