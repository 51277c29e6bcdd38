package dev.mangrove.scan.lead;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// The reason that a picture looks as a camera wrote it: it names make, model and time, has the size of a camera's
/// picture, and no program that edits or sends pictures. Anyone can write such claims; they order the work, no more.
final class CameraRule {

    static final String NAME = "cameraOriginal";

    /// Below two megapixels a picture has usually been made smaller.
    private static final int PIXELS_MIN = 2_000_000;

    /// Parts of names of programs that edit, convert or send pictures, lower case.
    private static final List<String> PROGRAMS = List.of(
            "photoshop",
            "lightroom",
            "adobe",
            "gimp",
            "paint",
            "photopea",
            "pixelmator",
            "affinity",
            "capture one",
            "darktable",
            "rawtherapee",
            "snapseed",
            "picsart",
            "vsco",
            "facetune",
            "meitu",
            "beautycam",
            "canva",
            "instagram",
            "facebook",
            "whatsapp",
            "telegram",
            "snapchat",
            "imagemagick",
            "graphicsmagick",
            "irfanview",
            "xnview",
            "acdsee",
            "picasa",
            "photoscape",
            "paint.net",
            "corel",
            "ffmpeg",
            "libvips",
            "pillow");

    private CameraRule() {}

    static void apply(Statement statement) throws SQLException {
        String noProgram = PROGRAMS.stream()
                .map(program -> "instr(lower(ifnull(i.software, '')), '" + program + "') = 0")
                .collect(Collectors.joining(" AND "));
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT stack_id, '%s',
                       'looks as a camera wrote it: ' || camera_make || ' ' || camera_model || ', taken ' || taken_at
                         || ', ' || width || ' x ' || height || ' px, no editing program named'
                  FROM (SELECT sc.stack_id, i.*,
                               row_number() OVER (PARTITION BY sc.stack_id ORDER BY sc.content_id) AS place
                          FROM temp.lead_stack l
                          JOIN temp.stack_content sc ON sc.stack_id = l.stack_id
                          JOIN temp.content c ON c.id = sc.content_id
                          JOIN item i ON i.id = c.picture_item
                         WHERE i.camera_make IS NOT NULL AND i.camera_model IS NOT NULL AND i.taken_at IS NOT NULL
                           AND l.exact = 0
                           AND i.width * i.height >= %s
                           AND NOT EXISTS (SELECT 1 FROM temp.content_known_good k WHERE k.content_id = c.id)
                           AND %s)
                 WHERE place = 1""".formatted(NAME, PIXELS_MIN, noProgram));
    }
}
