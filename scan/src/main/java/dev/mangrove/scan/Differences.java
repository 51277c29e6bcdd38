package dev.mangrove.scan;

import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.workspace.CaptureRoot;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a capture differs from what earlier runs saw of it: evidence should not change. The results keep what
/// was seen first; the workspace's journal says what changed since. Used by one thread.
final class Differences {

    /// More paths than this are counted only.
    private static final int PATHS_MAX = 100;

    private static final EvidenceFiles FILES = EvidenceFiles.system();

    private final List<String> changed = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long changedFiles;
    private long missingFiles;

    /// Compares a file that is done with what was stored of it.
    void compare(TopFile file, EarlierRuns.DoneFile stored) {
        boolean sameTime =
                stored.modifiedAt().map(file.modifiedAt().toString()::equals).orElse(true);
        boolean sameSize = stored.sizeBytes().isEmpty()
                || stored.sizeBytes().getAsLong() == file.status().sizeBytes();
        if (!sameTime || !sameSize) {
            changedFiles++;
            keep(changed, file.topPath());
        }
    }

    /// Looks for files that earlier runs saw and that are gone.
    void findMissing(Workspace workspace, List<CaptureRoot> captures) {
        for (CaptureRoot capture : captures) {
            EarlierRuns.files(workspace, capture.id(), (topPath, done) -> {
                RawName path = capture.kind() == CaptureRoot.Kind.FILE
                        ? capture.location()
                        : capture.location().resolve(topPath);
                if (!exists(path)) {
                    missingFiles++;
                    keep(missing, topPath);
                }
            });
        }
    }

    private static boolean exists(RawName path) {
        try {
            return FILES.status(path).sizeBytes() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void keep(List<String> paths, RawName path) {
        if (paths.size() < PATHS_MAX) {
            paths.add(path.display());
        }
    }

    long changedFiles() {
        return changedFiles;
    }

    long missingFiles() {
        return missingFiles;
    }

    /// Writes the differences, where there are any, into the workspace's journal.
    void note(Workspace workspace) {
        if (changedFiles + missingFiles == 0) {
            return;
        }
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("changedFiles", Long.toString(changedFiles));
        detail.put("missingFiles", Long.toString(missingFiles));
        detail.put("changed", String.join("\n", changed));
        detail.put("missing", String.join("\n", missing));
        workspace.note("captureChanged", detail);
    }
}
