package dev.mangrove.scan;

import dev.mangrove.index.DamagedHashListException;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HashList;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.workspace.CaptureRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Refuses, before anything is examined, what a scan cannot make sense of.
final class CaptureCheck {

    private static final EvidenceFiles FILES = EvidenceFiles.system();

    private CaptureCheck() {}

    static List<CaptureRoot> captures(ScanRequest request) throws ScanException {
        if (request.captures().isEmpty()) {
            throw ScanException.wrongUse("no capture is given; name the folder or file to scan");
        }
        RawName workspace = RawPaths.rawName(futureRealPath(request.workspace()));
        List<CaptureRoot> roots = new ArrayList<>();
        for (ScanRequest.Capture capture : request.captures()) {
            CaptureRoot root = root(roots.size() + 1, capture);
            refuseOverlap(root, workspace, "the workspace " + workspace.display());
            for (CaptureRoot other : roots) {
                refuseOverlap(
                        root,
                        other.location(),
                        "the capture " + other.location().display());
            }
            roots.add(root);
        }
        return roots;
    }

    private static CaptureRoot root(int id, ScanRequest.Capture capture) throws ScanException {
        RawName given = capture.location();
        try {
            RawName location = FILES.realPath(given);
            CaptureRoot.Kind kind = switch (FILES.status(location).kind()) {
                case FOLDER -> CaptureRoot.Kind.FOLDER;
                case FILE -> CaptureRoot.Kind.FILE;
                case LINK, SPECIAL ->
                    throw ScanException.wrongUse("the capture " + given.display()
                            + " is a device, socket or pipe; give a folder or a file, such as an image of it");
            };
            requireReadable(location, kind);
            return new CaptureRoot(
                    id, capture.label().orElse(Names.lastPart(location).display()), location, kind);
        } catch (IOException e) {
            throw ScanException.wrongUse("the capture " + given.display() + " cannot be used: " + e.getMessage()
                    + "; check the path and your rights to it");
        }
    }

    private static void requireReadable(RawName location, CaptureRoot.Kind kind) throws IOException, ScanException {
        switch (kind) {
            case FOLDER -> {
                Path folder = RawPaths.path(location);
                if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
                    throw new IOException("permission denied");
                }
            }
            case FILE -> {
                FILES.open(location).close();
                if (isHashList(RawPaths.path(location))) {
                    throw ScanException.wrongUse("the capture " + location.display()
                            + " is a list of known hashes; name it with --list, and as capture what is to be scanned");
                }
            }
        }
    }

    private static boolean isHashList(Path file) {
        if (!file.toString().endsWith(".mgl")) {
            return false;
        }
        try (HashList list = HashList.open(file)) {
            return list.header().entries() >= 0;
        } catch (IOException | DamagedHashListException e) {
            return false;
        }
    }

    /// Opens each list once, so that a wrong one is told of now and not after hours of examination.
    static void lists(ScanRequest request) throws ScanException {
        if (request.distanceBits() < 0 || request.distanceBits() > HammingIndex.RADIUS_BITS_MAX) {
            throw ScanException.wrongUse("the distance must be 0 to " + HammingIndex.RADIUS_BITS_MAX + " bits, not "
                    + request.distanceBits() + "; 31 is usual");
        }
        List<Path> all = new ArrayList<>(request.lists());
        all.addAll(request.knownGood());
        for (Path file : all) {
            if (!Files.isRegularFile(file)) {
                throw ScanException.wrongUse(
                        "the list " + file + (Files.exists(file) ? " is a folder" : " does not exist")
                                + "; give an .mgl file, as `mangrove list build` makes it");
            }
            try (HashList list = HashList.open(file)) {
                list.header();
            } catch (DamagedHashListException e) {
                throw ScanException.cannotGoOn(ScanException.message(e), e);
            } catch (IOException e) {
                throw ScanException.wrongUse("the list " + file + " cannot be read: " + e.getMessage());
            }
        }
    }

    private static void refuseOverlap(CaptureRoot capture, RawName other, String what) throws ScanException {
        if (capture.location().equals(other)) {
            throw ScanException.wrongUse("the capture " + capture.location().display() + " is also " + what
                    + "; a scan must not write into what it reads, nor read it twice");
        }
        if (lies(other, capture.location())) {
            throw ScanException.wrongUse(what + " lies within the capture "
                    + capture.location().display() + "; put it elsewhere, or name a smaller capture");
        }
        if (lies(capture.location(), other)) {
            throw ScanException.wrongUse("the capture " + capture.location().display() + " lies within " + what
                    + "; name one of them only, or put the workspace elsewhere");
        }
    }

    private static boolean lies(RawName inner, RawName outer) {
        byte[] in = inner.bytes();
        byte[] out = outer.bytes();
        boolean root = out.length == 1;
        return in.length > out.length
                && java.util.Arrays.equals(in, 0, out.length, out, 0, out.length)
                && (root || in[out.length] == '/');
    }

    /// Where a folder will really lie that may not exist yet.
    private static Path futureRealPath(Path folder) {
        for (Path existing = folder; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    return existing.toRealPath()
                            .resolve(existing.relativize(folder))
                            .normalize();
                } catch (IOException e) {
                    return folder;
                }
            }
        }
        return folder;
    }
}
