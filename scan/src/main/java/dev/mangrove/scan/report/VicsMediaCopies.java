package dev.mangrove.scan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// A VICS case with its contents beside it, each under its MD5.
final class VicsMediaCopies {

    private VicsMediaCopies() {}

    static ExportSummary write(ReportSource source, Path output, Path media, OriginalCopies copies)
            throws SQLException, IOException {
        copies.copy(
                " WHERE " + VicsReport.INCLUDED,
                item -> Optional.of(name(item.hex("md5").orElse(""), item.orEmpty("media_type"))));
        long[] counts = new long[2];
        String folder = String.valueOf(media.getFileName());
        WholeFile.write(
                output,
                ReportFormat.VICS.marker(),
                out -> VicsReport.write(source, out, (md5, mediaType) -> {
                    String name = name(md5, mediaType);
                    counts[0]++;
                    if (!copies.isCopied(name)) {
                        return Optional.empty();
                    }
                    counts[1]++;
                    return Optional.of(folder + "\\" + name);
                }));
        long places = source.count("SELECT count(*) FROM item i WHERE " + VicsReport.INCLUDED);
        return new ExportSummary(counts[0], counts[1], places);
    }

    private static String name(String md5, String mediaType) {
        return md5 + "." + Exporter.extension(mediaType);
    }
}
