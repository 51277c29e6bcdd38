package dev.mangrove.scan.workspace;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.ItemOrigin.WebOrigin;
import dev.mangrove.scan.item.VideoFacts;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes items and their fingerprints as rows. An item that is there already is left as it is.
final class ItemRows {

    private static final String COLUMNS = "id, capture_id, top_path, sequence, parent_sequence, name, path_text,"
            + " modified_at, state, reason, detail, notes, media_type, size_bytes, md5, sha1, sha256, width, height, duration_millis, frames_sampled,"
            + " camera_make, camera_model, camera_serial, lens_serial, software, taken_at, latitude, longitude,"
            + " uri, captured_at, record_id, record_type, http_status, page, refers_to, payload_digest,"
            + " message_id";

    private final PreparedStatement item;
    private final PreparedStatement fingerprint;
    private long nextId;

    ItemRows(Connection connection) throws SQLException {
        String marks = "?" + ", ?".repeat(COLUMNS.split(",").length - 1);
        item = connection.prepareStatement("INSERT INTO item (" + COLUMNS + ") VALUES (" + marks
                + ") ON CONFLICT (capture_id, top_path, sequence) DO NOTHING");
        fingerprint = connection.prepareStatement(
                "INSERT INTO fingerprint (item_id, frame, quality, hashes, at_millis, repeats) VALUES (?, ?, ?, ?, ?, ?)");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM item")) {
            row.next();
            nextId = row.getLong(1);
        }
    }

    /// Whether the item is new.
    boolean insert(ItemRecord record) throws SQLException {
        Row row = new Row(item);
        row.number(nextId);
        row.number((long) record.captureId());
        row.bytes(record.topPath().bytes());
        row.number(record.sequence());
        row.number(record.parentSequence().isPresent() ? record.parentSequence().getAsLong() : null);
        row.bytes(record.name().bytes());
        row.text(record.pathText());
        row.text(record.origin().modifiedAt());
        examination(row, record.examination());
        web(row, record.origin());
        if (item.executeUpdate() == 0) {
            return false;
        }
        if (record.examination() instanceof Examination.PictureExamined picture) {
            Optional<VideoFacts> video = picture.video();
            fingerprint(
                    0,
                    picture.fingerprint(),
                    video.isPresent() ? OptionalLong.of(video.get().firstAtMillis()) : OptionalLong.empty(),
                    video.map(VideoFacts::firstRepeats).orElse(0));
            for (Frame frame : picture.furtherFrames()) {
                fingerprint(frame.index(), frame.fingerprint(), frame.atMillis(), frame.repeats());
            }
        }
        nextId++;
        return true;
    }

    private static void examination(Row row, Examination examination) throws SQLException {
        switch (examination) {
            case Examination.PictureExamined _ -> row.texts("pictureExamined", null, null);
            case Examination.DigestsOnly _ -> row.texts("digestsOnly", null, null);
            case Examination.NotExamined not ->
                row.texts("notExamined", not.reason().label(), not.detail());
        }
        row.text(Json.array(examination.notes()));
        row.text(examination.mediaType());
        Optional<ContentDigests> digests = examination.digests();
        row.number(digests.map(ContentDigests::sizeBytes).orElse(null));
        row.bytes(digests.map(d -> d.md5().bytes()).orElse(null));
        row.bytes(digests.map(d -> d.sha1().bytes()).orElse(null));
        row.bytes(digests.map(d -> d.sha256().bytes()).orElse(null));
        Optional<Examination.PictureExamined> picture =
                examination instanceof Examination.PictureExamined seen ? Optional.of(seen) : Optional.empty();
        row.number(picture.map(seen -> (long) seen.width()).orElse(null));
        row.number(picture.map(seen -> (long) seen.height()).orElse(null));
        Optional<VideoFacts> video = picture.flatMap(Examination.PictureExamined::video);
        row.number(video.map(VideoFacts::durationMillis)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .orElse(null));
        row.number(video.map(facts -> (long) facts.framesSampled()).orElse(null));
        camera(row, picture.map(Examination.PictureExamined::camera).orElse(CameraFacts.NONE));
    }

    private static void camera(Row row, CameraFacts camera) throws SQLException {
        row.text(camera.make());
        row.text(camera.model());
        row.text(camera.bodySerial());
        row.text(camera.lensSerial());
        row.text(camera.software());
        row.text(camera.takenAt());
        row.real(camera.latitude().isPresent() ? camera.latitude().getAsDouble() : null);
        row.real(camera.longitude().isPresent() ? camera.longitude().getAsDouble() : null);
    }

    private static void web(Row row, ItemOrigin origin) throws SQLException {
        Optional<WebOrigin> web = origin.web();
        row.text(web.map(WebOrigin::uri));
        row.text(web.flatMap(WebOrigin::capturedAt));
        row.text(web.flatMap(WebOrigin::recordId));
        row.text(web.map(WebOrigin::recordType));
        row.number(web.flatMap(WebOrigin::httpStatus).map(Integer::longValue).orElse(null));
        row.text(web.flatMap(WebOrigin::page));
        row.text(web.flatMap(WebOrigin::refersTo));
        row.text(web.flatMap(WebOrigin::payloadDigest));
        row.text(origin.messageId());
    }

    private void fingerprint(int frame, PdqFingerprint prints, OptionalLong atMillis, int repeats) throws SQLException {
        ByteBuffer hashes = ByteBuffer.allocate(prints.orientations().size() * PdqHash.BITS / Byte.SIZE);
        for (PdqHash hash : prints.orientations()) {
            hashes.putLong(hash.word0())
                    .putLong(hash.word1())
                    .putLong(hash.word2())
                    .putLong(hash.word3());
        }
        fingerprint.setLong(1, nextId);
        fingerprint.setInt(2, frame);
        fingerprint.setInt(3, prints.quality());
        fingerprint.setBytes(4, hashes.array());
        if (atMillis.isPresent()) {
            fingerprint.setLong(5, atMillis.getAsLong());
        } else {
            fingerprint.setNull(5, Types.INTEGER);
        }
        fingerprint.setInt(6, repeats);
        fingerprint.executeUpdate();
    }

    /// Sets parameters from left to right.
    private static final class Row {

        private final PreparedStatement statement;
        private int column;

        Row(PreparedStatement statement) {
            this.statement = statement;
        }

        void text(@Nullable String value) throws SQLException {
            statement.setString(++column, value);
        }

        void text(Optional<?> value) throws SQLException {
            text(value.map(Object::toString).orElse(null));
        }

        void texts(@Nullable String... values) throws SQLException {
            for (String value : values) {
                text(value);
            }
        }

        void bytes(byte @Nullable [] value) throws SQLException {
            statement.setBytes(++column, value);
        }

        void number(@Nullable Long value) throws SQLException {
            if (value == null) {
                statement.setNull(++column, Types.INTEGER);
            } else {
                statement.setLong(++column, value);
            }
        }

        void real(@Nullable Double value) throws SQLException {
            if (value == null) {
                statement.setNull(++column, Types.REAL);
            } else {
                statement.setDouble(++column, value);
            }
        }
    }
}
