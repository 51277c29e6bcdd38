package dev.mangrove.scan.report;

import java.sql.SQLException;
import java.util.Map;

/// The rows of the small workspace that the golden reports are made from: known and near, unseen beside known,
/// a page of a web archive, a name that is no text, a hostile one, and what could not be examined.
final class GoldenWorkspace {

    private GoldenWorkspace() {}

    static void fill(SampleWorkspace workspace) throws SQLException {
        workspace.settings().captures().lists();
        workspace.journal(
                "2026-03-02T08:15:00Z", "scanStarted", "{\"workers\":\"2\",\"isolation\":\"Workers had no network.\"}");
        workspace.journal(
                "2026-03-02T08:20:11Z", "scanResumed", "{\"workers\":\"2\",\"isolation\":\"Workers had no network.\"}");
        workspace.journal("2026-03-02T08:41:58Z", "matched", "{\"list1\":\"00\",\"distanceBits\":\"24\"}");
        workspace.journal(
                "2026-03-02T08:41:59Z",
                "scanFinished",
                "{\"changedFiles\":\"0\",\"missingFiles\":\"0\",\"accessTimes\":\"kept\"}");
        workspace.journal(
                "2026-03-03T10:00:00Z",
                "exported",
                "{\"purpose\":\"<b>second</b> look for case 26-011\",\"stacks\":[\"aa01\"]}");
        items(workspace);
        workspace.insert(
                "result",
                "name",
                "summary",
                "value",
                "{\"items\":12,\"resultDigest\":\"" + SampleWorkspace.hex(SampleWorkspace.digest("SHA-256", "result"))
                        + "\"}");
    }

    private static void items(SampleWorkspace workspace) throws SQLException {
        int exact = workspace.picture("DCIM/IMG_0001.jpg", 1, 4000, 3000, "2025-12-24T18:03:11+01:00", 7);
        int copy = workspace.picture("DCIM/copy of IMG_0001.jpg", 1, 4000, 3000, "2025-12-24T18:03:11+01:00", 7);
        int near = workspace.picture("chat/received/0af3.jpg", 1, 800, 600, "", 8);
        int unseen = workspace.picture("DCIM/IMG_0002.jpg", 1, 4000, 3000, "2025-12-24T18:03:19+01:00", 9);
        int latin = workspace.item(
                Map.of(
                        "top_path",
                        SampleWorkspace.LATIN_1_NAME,
                        "name",
                        SampleWorkspace.LATIN_1_NAME,
                        "path_text",
                        "\\xE9t\\xE9.jpg",
                        "state",
                        "pictureExamined",
                        "width",
                        640,
                        "height",
                        480,
                        "media_type",
                        "image/jpeg"),
                "latin");
        workspace.fingerprint(latin, 10, 12);
        int page = workspace.item(
                Map.of(
                        "capture_id",
                        2,
                        "top_path",
                        "site.warc.gz",
                        "sequence",
                        3,
                        "parent_sequence",
                        0,
                        "state",
                        "pictureExamined",
                        "width",
                        1024,
                        "height",
                        768,
                        "media_type",
                        "image/png",
                        "path_text",
                        "site.warc.gz!/http://example.onion/a.png",
                        "name",
                        "http://example.onion/a.png"),
                "page");
        workspace.update(
                page,
                Map.of(
                        "uri",
                        "http://example.onion/a.png",
                        "captured_at",
                        "2026-01-05T11:12:13Z",
                        "record_id",
                        "urn:uuid:5b0e4f0a-0000-4000-8000-000000000001",
                        "record_type",
                        "response",
                        "http_status",
                        200,
                        "page",
                        "http://example.onion/",
                        "payload_digest",
                        "agrees"));
        workspace.fingerprint(page, 11, 80);
        workspace.item(Map.of("top_path", "notes.txt", "state", "digestsOnly", "media_type", "text/plain"), "notes");
        workspace.item(
                Map.of(
                        "top_path",
                        "system/logo.png",
                        "state",
                        "pictureExamined",
                        "media_type",
                        "image/png",
                        "width",
                        64,
                        "height",
                        64),
                "logo");
        workspace.item(
                Map.of(
                        "capture_id",
                        2,
                        "top_path",
                        "site.warc.gz",
                        "state",
                        "digestsOnly",
                        "media_type",
                        "application/warc"),
                "warc");
        workspace.missed("locked.zip", 2, "encrypted", "member 2 needs a password");
        workspace.missed(SampleWorkspace.HOSTILE_NAME, 0, "damaged", "the end of <image> data came at byte 117");
        workspace.missed("empty.jpg", 0, "empty", "");
        matches(workspace, exact, copy, near);
        workspace.stack(1, "aa01", exact, 2, 1);
        workspace.stack(2, "bb02", near, 1, 1);
        workspace.stack(3, "cc03", unseen, 1, 1);
        workspace.stack(4, "dd04", latin, 1, 1);
        workspace.stack(5, "ee05", page, 1, 1);
        workspace.member(copy, 1, "equalBytes", 0);
        workspace.lead(
                1, 2, "nearKnown", 1, "11 bits from an entry of series <Ångström> on the list National hash list");
        workspace.lead(
                2, 3, "besideKnown", 1, "in the same folder as a known picture", "taken 8 s after a known picture");
        workspace.lead(3, 4, "unseen", 1, "not on any list");
        workspace.lead(4, 5, "unseen", 1, "not on any list");
        workspace.lead(5, 1, "exactKnown", 0, "exactly known");
        workspace.insert("unspecific_entry", "hash_list_id", 1, "entry", "9001", "stacks", 144);
        workspace.insert("known_good", "item_id", 8);
    }

    private static void matches(SampleWorkspace workspace, int exact, int copy, int near) throws SQLException {
        for (int item : new int[] {exact, copy}) {
            workspace.insert(
                    "match",
                    "item_id",
                    item,
                    "hash_list_id",
                    1,
                    "entry",
                    "17",
                    "role",
                    "alert",
                    "kind",
                    "exact",
                    "digest_kind",
                    "sha256",
                    "distance_bits",
                    0,
                    "category",
                    "1",
                    "series",
                    "Ångström");
            workspace.insert(
                    "match",
                    "item_id",
                    item,
                    "hash_list_id",
                    1,
                    "entry",
                    "17",
                    "role",
                    "alert",
                    "kind",
                    "near",
                    "distance_bits",
                    0,
                    "orientation",
                    "original",
                    "frame",
                    0,
                    "category",
                    "1",
                    "series",
                    "Ångström");
        }
        workspace.insert(
                "match",
                "item_id",
                near,
                "hash_list_id",
                1,
                "entry",
                "17",
                "role",
                "alert",
                "kind",
                "near",
                "distance_bits",
                11,
                "orientation",
                "flipX",
                "frame",
                0,
                "category",
                "1",
                "series",
                "Ångström");
        workspace.insert(
                "match",
                "item_id",
                8,
                "hash_list_id",
                2,
                "entry",
                "5",
                "role",
                "knownGood",
                "kind",
                "exact",
                "digest_kind",
                "sha1",
                "distance_bits",
                0);
    }
}
