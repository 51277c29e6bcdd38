package dev.mangrove.scan.examine;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import com.drew.metadata.exif.makernotes.NikonType2MakernoteDirectory;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a picture says of its camera, from a bounded EXIF block that we have cut out ourselves, so
/// that the library never walks a hostile file as a whole.
final class CameraFactsReader {

    private static final int TEXT_CHARACTERS_MAX = 200;
    private static final Pattern EXIF_TIME =
            Pattern.compile("(\\d{4}):(\\d{2}):(\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2})");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):(\\d{2})");

    private CameraFactsReader() {}

    /// What was read, and whether some of it could not be.
    record Answer(CameraFacts facts, boolean damaged) {}

    /// @param found a block that the decoder came upon
    static Answer read(MediaType type, Content content, Optional<byte[]> found) throws IOException {
        Optional<byte[]> block;
        try {
            block = found.isPresent() ? found.map(ExifBlock::withoutPrefix) : ExifBlock.find(type, content);
        } catch (PictureRefusedException e) {
            return new Answer(CameraFacts.NONE, false);
        } catch (OutOfMemoryError e) {
            // The copy of the block did not fit: the picture itself did, and it stays.
            return new Answer(CameraFacts.NONE, true);
        }
        return block.map(CameraFactsReader::parse).orElseGet(() -> new Answer(CameraFacts.NONE, false));
    }

    private static Answer parse(byte[] block) {
        Metadata metadata = new Metadata();
        boolean damaged = false;
        try {
            RandomAccessReader reader = new ByteArrayReader(block);
            ExifTiffHandler handler = new ExifTiffHandler(metadata, null, 0);
            new TiffReader().processTiff(reader, handler, 0);
        } catch (TiffProcessingException | IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Hostile directories do overflow the library; what it had read before stays usable.
            damaged = true;
        }
        try {
            return new Answer(facts(metadata), damaged);
        } catch (RuntimeException e) {
            return new Answer(CameraFacts.NONE, true);
        }
    }

    private static CameraFacts facts(Metadata metadata) {
        Optional<GeoLocation> place = place(metadata);
        return new CameraFacts(
                text(metadata, ExifDirectoryBase.TAG_MAKE),
                text(metadata, ExifDirectoryBase.TAG_MODEL),
                text(metadata, ExifDirectoryBase.TAG_BODY_SERIAL_NUMBER).or(() -> makernoteSerial(metadata)),
                text(metadata, ExifDirectoryBase.TAG_LENS_SERIAL_NUMBER),
                text(metadata, ExifDirectoryBase.TAG_SOFTWARE),
                takenAt(metadata),
                place.map(p -> OptionalDouble.of(p.getLatitude())).orElseGet(OptionalDouble::empty),
                place.map(p -> OptionalDouble.of(p.getLongitude())).orElseGet(OptionalDouble::empty));
    }

    private static Optional<String> makernoteSerial(Metadata metadata) {
        for (CanonMakernoteDirectory canon : metadata.getDirectoriesOfType(CanonMakernoteDirectory.class)) {
            Long serial = canon.getLongObject(CanonMakernoteDirectory.TAG_CANON_SERIAL_NUMBER);
            if (serial != null && serial > 0) {
                return Optional.of(Long.toString(serial));
            }
        }
        for (NikonType2MakernoteDirectory nikon : metadata.getDirectoriesOfType(NikonType2MakernoteDirectory.class)) {
            Optional<String> serial = clean(nikon.getString(NikonType2MakernoteDirectory.TAG_CAMERA_SERIAL_NUMBER));
            if (serial.isPresent()) {
                return serial;
            }
        }
        return Optional.empty();
    }

    /// The first directory that has the tag: the main picture's come before a thumbnail's.
    private static Optional<String> text(Metadata metadata, int tag) {
        for (Directory directory : metadata.getDirectories()) {
            if (directory instanceof ExifDirectoryBase && !(directory instanceof GpsDirectory)) {
                Optional<String> text = clean(directory.getString(tag));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    /// Without control and formatting characters, trimmed, of bounded length; nothing left is nothing told.
    private static Optional<String> clean(@Nullable String raw) {
        if (raw == null) {
            return Optional.empty();
        }
        StringBuilder kept = new StringBuilder();
        raw.codePoints()
                .limit(2L * TEXT_CHARACTERS_MAX)
                .filter(CameraFactsReader::isPrintable)
                .limit(TEXT_CHARACTERS_MAX)
                .forEach(kept::appendCodePoint);
        String text = kept.toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> point != 0xFFFD;
        };
    }

    private static Optional<String> takenAt(Metadata metadata) {
        Optional<String> time = text(metadata, ExifDirectoryBase.TAG_DATETIME_ORIGINAL);
        if (time.isEmpty()) {
            return Optional.empty();
        }
        Matcher m = EXIF_TIME.matcher(time.get());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(m.group(1)),
                    Integer.parseInt(m.group(2)),
                    Integer.parseInt(m.group(3)),
                    Integer.parseInt(m.group(4)),
                    Integer.parseInt(m.group(5)),
                    Integer.parseInt(m.group(6)));
            if (local.getYear() < 1) {
                return Optional.empty();
            }
            String iso = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .format(local);
            return Optional.of(iso + offset(metadata));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String offset(Metadata metadata) {
        Optional<String> offset = text(metadata, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL)
                .or(() -> text(metadata, ExifDirectoryBase.TAG_TIME_ZONE));
        if (offset.isEmpty()) {
            return "";
        }
        Matcher m = OFFSET.matcher(offset.get());
        boolean plausible = m.matches() && Integer.parseInt(m.group(2)) <= 14 && Integer.parseInt(m.group(3)) < 60;
        return plausible ? offset.get() : "";
    }

    private static Optional<GeoLocation> place(Metadata metadata) {
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        if (gps == null) {
            return Optional.empty();
        }
        GeoLocation place = gps.getGeoLocation();
        // 0, 0 is what a camera without a fix writes.
        if (place == null
                || place.isZero()
                || !(Math.abs(place.getLatitude()) <= 90)
                || !(Math.abs(place.getLongitude()) <= 180)) {
            return Optional.empty();
        }
        return Optional.of(place);
    }
}
