package dev.mangrove.cli;

import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file named on the command line.
///
/// @param shown as the person wrote it, for people
/// @param path absolute, as raw bytes
record FileArgument(String shown, RawName path) {

    /// A link on the command line stands for the file it leads to.
    static FileArgument of(String argument, RawArguments raw) {
        RawName path = withoutLinks(raw.absolutePath(argument));
        return new FileArgument(argument.indexOf('\uFFFD') >= 0 ? path.display() : argument, path);
    }

    private static RawName withoutLinks(RawName path) {
        try {
            return EvidenceFiles.system().realPath(path);
        } catch (IOException e) {
            // It does not exist or may not be seen: the command itself meets that and says so.
            return path;
        }
    }

    /// `path`, and `pathHex` where the text alone does not tell the name exactly.
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", shown);
        if (!path.isPlainText()) {
            json.put("pathHex", HexFormat.of().formatHex(path.bytes()));
        }
        return json;
    }
}
