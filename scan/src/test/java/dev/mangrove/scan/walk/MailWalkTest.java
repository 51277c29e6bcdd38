package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Mails and mailboxes: what was attached comes out byte by byte, whatever coded it, with the mail's id.
class MailWalkTest {

    private static final byte[] PICTURE = PictureFiles.jpeg(DrawnPicture.of(77, 120, 90), 0.9f);
    private static final byte[] OTHER = PictureFiles.png(DrawnPicture.of(78, 60, 40));

    /// A mail under way.
    private static final class Mail {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private final String boundary;

        Mail(String id) {
            boundary = "=_" + id;
            text("Received: from drawn.example\r\n\tby other.example; Mon, 4 May 2026 10:00:00 +0700\r\n"
                    + "From: A Person <a@drawn.example>\r\nTo: b@drawn.example\r\nSubject: drawn\r\n"
                    + "Date: Mon, 4 May 2026 10:00:00 +0700\r\nMessage-ID: <" + id + ">\r\nMIME-Version: 1.0\r\n");
        }

        Mail multipart(String kind) {
            return text("Content-Type: " + kind + "; boundary=\"" + boundary
                    + "\"\r\n\r\nThis is a mail of several parts.\r\n");
        }

        Mail part(String fields, byte[] body) {
            text("--" + boundary + "\r\n" + fields + "\r\n\r\n");
            bytes.writeBytes(body);
            return text("\r\n");
        }

        Mail text(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        byte[] end() {
            text("--" + boundary + "--\r\n");
            return bytes.toByteArray();
        }
    }

    private static byte[] base64(byte[] bytes) {
        return Base64.getMimeEncoder().encode(bytes);
    }

    private static byte[] quotedPrintable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (byte b : bytes) {
            String piece = b > 32 && b < 127 && b != '=' ? String.valueOf((char) b) : String.format("=%02X", b & 0xFF);
            if (column + piece.length() > 72) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(piece);
            column += piece.length();
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] uuencoded(byte[] bytes, String name) {
        StringBuilder out = new StringBuilder("see this:\r\n\r\nbegin 644 " + name + "\r\n");
        for (int at = 0; at < bytes.length; at += 45) {
            int count = Math.min(45, bytes.length - at);
            out.append((char) (' ' + count));
            for (int i = 0; i < count; i += 3) {
                int group = 0;
                for (int j = 0; j < 3; j++) {
                    group = group << 8 | (at + i + j < bytes.length ? bytes[at + i + j] & 0xFF : 0);
                }
                for (int shift = 18; shift >= 0; shift -= 6) {
                    int six = group >> shift & 0x3F;
                    out.append(six == 0 ? '`' : (char) (' ' + six));
                }
            }
            out.append("\r\n");
        }
        return out.append("`\r\nend\r\nso far.\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ContentDigests digests(byte[] bytes) {
        ContentDigester digester = new ContentDigester();
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    private static byte[] mailOfAllEncodings(String id) {
        return new Mail(id)
                .multipart("multipart/mixed")
                .part("Content-Type: text/plain", "Look.".getBytes(StandardCharsets.US_ASCII))
                .part(
                        "Content-Type: image/jpeg; name=\"b64.jpg\"\r\nContent-Transfer-Encoding: base64\r\n"
                                + "Content-Disposition: attachment; filename=\"b64.jpg\"",
                        base64(PICTURE))
                .part(
                        "Content-Type: image/jpeg\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                                + "Content-Disposition: inline; filename*=UTF-8''%E1%BA%A3nh%20qp.jpg",
                        quotedPrintable(PICTURE))
                .part(
                        "Content-Type: image/png; name=\"=?UTF-8?B?"
                                + Base64.getEncoder().encodeToString("hình.png".getBytes(StandardCharsets.UTF_8))
                                + "?=\"\r\nContent-Transfer-Encoding: binary",
                        OTHER)
                .part("Content-Type: text/plain", uuencoded(PICTURE, "uu.jpg"))
                .part(
                        "Content-Type: application/octet-stream; name=uu2.jpg\r\nContent-Transfer-Encoding: x-uuencode",
                        uuencoded(PICTURE, "uu2.jpg"))
                .end();
    }

    @Test
    void everyEncodingGivesTheAttachedBytesBack() {
        byte[] mail = mailOfAllEncodings("one@drawn.example");
        WalkRecorder recorder = new WalkRecorder();
        WalkOutcome outcome = recorder.walk(mail, "mail.eml");
        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        for (String name : List.of("b64.jpg", "ảnh qp.jpg", "uu.jpg")) {
            assertThat(WalkRecorder.digests(recorder.named(name))).as(name).contains(digests(PICTURE));
        }
        assertThat(WalkRecorder.digests(recorder.named("hình.png"))).contains(digests(OTHER));
        assertThat(recorder.found.stream()
                        .filter(member -> member.name().equals(RawName.ofText("uu2.jpg")))
                        .map(WalkRecorder::digests)
                        .flatMap(java.util.Optional::stream))
                .contains(digests(PICTURE));
        assertThat(recorder.found)
                .allMatch(member -> member.origin().messageId().equals(java.util.Optional.of("one@drawn.example")));
        assertThat(recorder.named("part-1").state()).isInstanceOf(FoundMember.Settled.class);
    }

    @Test
    void aNameThatIsNotCodedKeepsItsBytes() {
        for (byte[] name : List.of(
                "\u00e9t\u00e9.jpg".getBytes(StandardCharsets.UTF_8),
                "\u00e9t\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1))) {
            byte[] mail = new Mail("raw@drawn.example")
                    .multipart("multipart/mixed")
                    .part(
                            "Content-Type: image/png; name=\"" + new String(name, StandardCharsets.ISO_8859_1) + "\"",
                            OTHER)
                    .end();
            WalkRecorder recorder = new WalkRecorder();
            recorder.walk(mail, "mail.eml");
            assertThat(recorder.found.getFirst().name()).isEqualTo(RawName.of(name));
        }
    }

    @Test
    void aMailWithinAMailKeepsItsOwnIdWithItsParts() {
        byte[] outer = new Mail("outer@drawn.example")
                .multipart("multipart/mixed")
                .part("Content-Type: message/rfc822", mailOfAllEncodings("inner@drawn.example"))
                .end();
        WalkRecorder recorder = new WalkRecorder();
        recorder.walk(outer, "mail.eml");
        assertThat(recorder.named("b64.jpg").origin().messageId()).contains("inner@drawn.example");
        assertThat(recorder.named("part-1").parentSequence()).isNotEqualTo(0);
        assertThat(recorder.found.getLast().origin().messageId()).contains("outer@drawn.example");
    }

    @Test
    void encryptedPartsAreToldAsSuchWithTheirDigests() {
        byte[] der = {0x30, (byte) 0x80, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 3, 0};
        byte[] smime = new Mail("s@drawn.example")
                .text("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n")
                .text(Base64.getEncoder().encodeToString(der))
                .bytes
                .toByteArray();
        WalkRecorder recorder = new WalkRecorder();
        assertThat(recorder.walk(smime, "s.eml").notes()).contains("encryptedParts:1");
        assertThat(WalkRecorder.reason(recorder.named("smime.p7m"))).contains(Reason.ENCRYPTED);
        assertThat(WalkRecorder.digests(recorder.named("smime.p7m"))).contains(digests(der));

        byte[] pgp = new Mail("p@drawn.example")
                .multipart("multipart/encrypted; protocol=\"application/pgp-encrypted\"")
                .part("Content-Type: application/pgp-encrypted", "Version: 1".getBytes(StandardCharsets.US_ASCII))
                .part("Content-Type: application/octet-stream; name=e.asc", new byte[] {'x'})
                .end();
        WalkRecorder second = new WalkRecorder();
        second.walk(pgp, "p.eml");
        assertThat(WalkRecorder.reason(second.named("e.asc"))).contains(Reason.ENCRYPTED);
        assertThat(WalkRecorder.reason(second.named("part-1"))).isEmpty();
    }

    @Test
    void aMailboxGivesItsMessagesByNumberWithTheirParts() {
        WalkRecorder recorder = new WalkRecorder();
        WalkOutcome outcome = recorder.walk(mailbox(5), "mail.mbox");
        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        for (int i = 1; i <= 5; i++) {
            FoundMember message = recorder.named(String.format("%08d.eml", i));
            assertThat(message.origin().messageId()).contains("m" + i + "@drawn.example");
            assertThat(recorder.found.stream()
                            .filter(member -> member.parentSequence() == message.sequence())
                            .filter(member ->
                                    WalkRecorder.digests(member).equals(java.util.Optional.of(digests(PICTURE)))))
                    .hasSize(4);
        }
        assertThat(WalkRecorder.digests(recorder.named("quoted.txt")))
                .contains(digests(
                        "From here on\r\n>From there\r\nFrom nowhere 10:00".getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] mailbox(int messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i <= messages; i++) {
            bytes.writeBytes("From a@drawn.example Mon May  4 10:00:00 2026\n".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(mailOfAllEncodings("m" + i + "@drawn.example"));
            bytes.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes("From b@drawn.example Mon May  4 10:00:00 2026\n".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new Mail("q@drawn.example")
                .multipart("multipart/mixed")
                .part(
                        "Content-Type: text/plain; name=quoted.txt",
                        ">From here on\r\n>>From there\r\nFrom nowhere 10:00".getBytes(StandardCharsets.US_ASCII))
                .end());
        return bytes.toByteArray();
    }

    @Test
    void anInterruptedWalkKeepsItsNumbers() {
        SplittableRandom random = Seed.random("resumed mailboxes");
        byte[] mailbox = mailbox(4);
        WalkRecorder whole = new WalkRecorder();
        whole.walk(mailbox, "mail.mbox");
        for (int i = 0; i < 20; i++) {
            WalkRecorder rest = new WalkRecorder();
            int told = random.nextInt(whole.found.size() + 1);
            whole.found.subList(0, told).forEach(member -> rest.done.add(member.sequence()));
            rest.walk(mailbox, "mail.mbox");
            assertThat(rest.lines()).isEqualTo(whole.lines().subList(told, whole.found.size()));
        }
    }

    @Test
    void nestsFloodsAndEndlessHeadersAreBounded() {
        byte[] nest = mailOfAllEncodings("deep@drawn.example");
        for (int i = 0; i < 100; i++) {
            nest = new Mail("n" + i + "@drawn.example")
                    .multipart("multipart/mixed")
                    .part("Content-Type: message/rfc822", nest)
                    .end();
        }
        WalkRecorder deep = new WalkRecorder();
        deep.walk(nest, "nest.eml");
        assertThat(deep.found.stream().map(WalkRecorder::reason).flatMap(java.util.Optional::stream))
                .contains(Reason.LIMIT_REACHED);

        StringBuilder multiparts = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            multiparts
                    .append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i);
            multiparts.append("\r\n");
        }
        byte[] nestedParts =
                new Mail("m@drawn.example").text(multiparts.toString()).bytes.toByteArray();
        assertLimit(nestedParts);

        String many = "X-Drawn: field\r\n".repeat(1_000_000);
        assertLimit(new Mail("h@drawn.example").text(many).end());

        byte[] flood = new Mail("f@drawn.example")
                .multipart("multipart/mixed")
                .text("--=_f@drawn.example\r\n\r\n".repeat(200_000))
                .end();
        assertLimit(flood);

        assertLimit(new Mail("l@drawn.example")
                .text("X-Long: " + "x".repeat(20 << 20))
                .end());
    }

    private static void assertLimit(byte[] mail) {
        WalkRecorder recorder = new WalkRecorder();
        WalkOutcome outcome = recorder.walk(mail, "mail.eml", MediaType.EML, WalkLimits.STANDARD);
        assertThat(outcome).isInstanceOf(WalkOutcome.Incomplete.class);
        assertThat(((WalkOutcome.Incomplete) outcome).reason()).isEqualTo(Reason.LIMIT_REACHED);
    }

    @Test
    void aDamagedMailGivesWhatCanBeHad() {
        byte[] mail = mailOfAllEncodings("cut@drawn.example");
        SplittableRandom random = Seed.random("damaged mails");
        List<String> endings = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] damaged =
                    dev.mangrove.testkit.Mutator.mutate(mail, random.nextLong()).bytes();
            WalkRecorder recorder = new WalkRecorder();
            endings.add(
                    recorder.walk(damaged, "mail.eml", i % 2 == 0 ? MediaType.EML : MediaType.MBOX, WalkLimits.STANDARD)
                            .getClass()
                            .getSimpleName());
        }
        assertThat(endings).contains("Complete");

        WalkRecorder cut = new WalkRecorder();
        int half = new String(mail, StandardCharsets.ISO_8859_1).indexOf("quoted-printable");
        cut.walk(java.util.Arrays.copyOf(mail, half), "mail.eml");
        assertThat(WalkRecorder.digests(cut.named("b64.jpg"))).contains(digests(PICTURE));
    }

    @Test
    void tellsMailFromTextByItsFields() {
        assertThat(sniff(mailOfAllEncodings("a@b"))).isEqualTo(MediaType.EML);
        assertThat(sniff(mailbox(1))).isEqualTo(MediaType.MBOX);
        for (String other : List.of(
                "HTTP/1.1 200 OK\r\nDate: Mon\r\nContent-Type: text/html\r\nReceived: x\r\n\r\n",
                "Date: Mon, 4 May 2026\r\nServer: drawn\r\nContent-Type: text/html\r\n\r\n",
                "From: here\nTo: there\nDate: today\n\nA note with colons.\n",
                "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\n"
                        + "Date: Mon, 4 May 2026 10:00:00 +0700\nSubject: [PATCH] drawn\n\n",
                "From my point of view: this is a text.\nMessage-ID: no\n",
                "Subject: a\nnot a field\nMessage-ID: <a>\nFrom: b\nDate: c\n")) {
            assertThat(sniff(other.getBytes(StandardCharsets.US_ASCII)))
                    .as(other)
                    .isEqualTo(MediaType.TEXT);
        }
    }

    private static MediaType sniff(byte[] bytes) {
        return TypeSniffer.sniff(bytes, Math.min(bytes.length, TypeSniffer.HEAD_BYTES));
    }
}
