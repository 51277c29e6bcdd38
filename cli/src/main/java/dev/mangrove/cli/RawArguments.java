package dev.mangrove.cli;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command's arguments as the bytes that the shell passed, so that a file whose name is not valid
/// in the locale's encoding can be named on the command line. Where the system does not tell them, the
/// decoded arguments serve.
final class RawArguments {

    private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

    /// Decoded argument to raw bytes, only where the decoding lost something. Several arguments that
    /// decode alike are handed out in their order.
    private final Map<String, List<RawName>> lossy;

    private RawArguments(Map<String, List<RawName>> lossy) {
        this.lossy = lossy;
    }

    static RawArguments of(String[] arguments) {
        try {
            return match(arguments, split(Files.readAllBytes(OWN_COMMAND_LINE)));
        } catch (IOException e) {
            return new RawArguments(Map.of());
        }
    }

    static RawArguments match(String[] arguments, List<byte[]> commandLine) {
        Map<String, List<RawName>> lossy = new HashMap<>();
        int first = commandLine.size() - arguments.length;
        for (int i = 0; first >= 0 && i < arguments.length; i++) {
            if (arguments[i].indexOf('\uFFFD') >= 0) {
                lossy.computeIfAbsent(arguments[i], key -> new ArrayList<>())
                        .add(RawName.of(commandLine.get(first + i)));
            }
        }
        return new RawArguments(lossy);
    }

    static List<byte[]> split(byte[] commandLine) {
        List<byte[]> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                parts.add(Arrays.copyOfRange(commandLine, begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }

    /// The absolute path that `argument` names, as raw bytes. Calls with the same text give the
    /// arguments that decode to it one after another.
    RawName absolutePath(String argument) {
        List<RawName> candidates = lossy.get(argument);
        RawName named;
        if (candidates == null) {
            named = RawName.ofText(argument);
        } else {
            named = candidates.size() > 1 ? candidates.removeFirst() : candidates.getFirst();
        }
        byte[] bytes = named.bytes();
        if (bytes.length > 0 && bytes[0] == '/') {
            return withoutTrailingSlash(named);
        }
        return withoutTrailingSlash(
                RawName.ofText(Path.of("").toAbsolutePath().toString()).resolve(named));
    }

    private static RawName withoutTrailingSlash(RawName path) {
        byte[] bytes = path.bytes();
        int end = bytes.length;
        while (end > 1 && (bytes[end - 1] == '/' || (bytes[end - 1] == '.' && bytes[end - 2] == '/'))) {
            end--;
        }
        return end == bytes.length ? path : RawName.of(Arrays.copyOf(bytes, end));
    }
}
