package dev.mangrove.benchmarks;

import dev.mangrove.benchmarks.CameraFiles.Kind;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.JpegLuma;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.UnsupportedJpegException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bytes of a JPEG file to its hash with quality and orientations, against libjpeg-turbo, which only decodes to
/// grey, and against the JDK's reader with the step-by-step PDQ.
final class JpegBench {

    private static final long COEFFICIENT_BYTES_MAX = 512L << 20;

    private static final List<Kind> KINDS = List.of(
            new Kind("0.2 MP baseline", 500, 375, 6, 90, false),
            new Kind("2 MP baseline", 1_632, 1_224, 8, 90, false),
            new Kind("6 MP baseline", 2_832, 2_128, 9, 90, false),
            new Kind("12 MP baseline", 4_032, 3_024, 10, 90, false),
            new Kind("12 MP baseline noisy", 4_032, 3_024, 26, 93, false),
            new Kind("6 MP progressive", 2_832, 2_128, 9, 90, true),
            new Kind("12 MP progressive", 4_032, 3_024, 10, 90, true));

    private JpegBench() {}

    static void run(Options options) throws IOException {
        Path folder = options.folder();
        Optional<JpegPeer> peer = JpegPeer.compiled(folder);
        String only = options.text("only", "");
        for (Kind kind : KINDS) {
            if (kind.name().contains(only)) {
                measure(options, kind, CameraFiles.file(folder, kind, 1), peer);
            }
        }
    }

    private static void measure(Options options, Kind kind, Path file, Optional<JpegPeer> peer) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Rounds.Side> sides = new ArrayList<>();
        sides.add(Rounds.repeated(
                "mangrove, bytes to hash", 1, () -> Sink.take(hash(bytes).quality())));
        peer.ifPresent(decoder -> sides.add(decoder.side(file)));
        if (options.isOn("jdk", true)) {
            sides.add(Rounds.repeated(
                    "JDK reader, PDQ step by step",
                    1,
                    () -> Sink.take(JdkPeer.hash(bytes).quality())));
        }
        Rounds rounds = Rounds.run(options.rounds(7), options.seconds(2), sides);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("fileBytes", bytes.length);
        facts.put(
                "megabytesOfFileASecond", bytes.length * 1e3 / rounds.spread(0).median());
        if (peer.isPresent()) {
            facts.put("oursToTheirTime", 1 / rounds.ratio(1).median());
        }
        facts.put("distanceBitsToJdk", PdqBench.distance(hash(bytes), JdkPeer.hash(bytes)));
        Report.rounds(options, "jpeg", kind.name(), rounds, facts);
    }

    static PdqFingerprint hash(byte[] file) throws IOException {
        try {
            return Pdq.fingerprint(
                    JpegLuma.decode(file, HashProfile.REFERENCE, COEFFICIENT_BYTES_MAX), HashProfile.REFERENCE);
        } catch (UnsupportedJpegException e) {
            throw new IOException("a drawn JPEG was not decoded", e);
        }
    }
}
