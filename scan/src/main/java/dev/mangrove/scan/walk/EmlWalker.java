package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Walks one mail (RFC 5322, MIME): every part that is no multipart is a member, decoded. A mail within the mail is
/// a container of its own, so that its depth and bytes count as those of any nested container.
///
/// Parts are streamed. What a mail says of its subject and people is read past and not kept; its message id is kept
/// with every member.
final class EmlWalker {

    private static final int PARTS_MAX = 10_000;
    private static final int MULTIPART_DEPTH_MAX = 64;
    private static final int HEADERS_MAX = 10_000;
    private static final int HEADER_BYTES_MAX = 1 << 20;
    private static final int COPY_BYTES = 16 << 10;
    private static final int PREAMBLE_BYTES_MIN = 1024;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxHeaderCount(HEADERS_MAX)
            .setMaxHeaderLen(HEADER_BYTES_MAX)
            .setMaxLineLen(HEADER_BYTES_MAX)
            .setMaxContentLen(-1)
            .setCountLineNumbers(false)
            .build();

    private final Container container;
    private final PackedInput packed;
    private final Members members;
    private final MimeTokenStream tokens;
    private final Deque<Boolean> encryptedMultiparts = new ArrayDeque<>();
    private MailFields fields = new MailFields();
    private Optional<String> messageId = Optional.empty();
    private boolean firstHeader = true;
    private int parts;

    private EmlWalker(Container container) {
        this.container = container;
        this.packed = new PackedInput(container);
        this.members = new Members(container);
        this.tokens = new MimeTokenStream(CONFIG, new Defects(container.remarks()), null);
    }

    static void walk(Container container) throws IOException {
        new EmlWalker(container).run();
    }

    /// Counts what the parser had to overlook.
    private static final class Defects extends DecodeMonitor {

        private final Remarks remarks;

        Defects(Remarks remarks) {
            this.remarks = remarks;
        }

        @Override
        public boolean warn(String error, String dropDesc) {
            remarks.count("mailDefects");
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }

    private void run() throws IOException {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(packed);
        try {
            EntityState state = tokens.getState();
            while (state != EntityState.T_END_OF_STREAM) {
                step(state);
                state = tokens.next();
            }
        } catch (MimeException e) {
            throw refused(e);
        } catch (MimeIOException e) {
            throw e.getCause() instanceof MimeException inner ? refused(inner) : e;
        }
    }

    private static MemberException refused(MimeException e) {
        return switch (e) {
            case MaxHeaderLimitException limit ->
                new MemberException(Reason.LIMIT_REACHED, "a header has over " + HEADERS_MAX + " fields");
            case MaxHeaderLengthLimitException limit ->
                new MemberException(
                        Reason.LIMIT_REACHED, "a header has a field of over " + HEADER_BYTES_MAX + " bytes");
            case MimeException wrapped
            when wrapped.getCause() instanceof MaxLineLimitException ->
                new MemberException(Reason.LIMIT_REACHED, "a header has a line of over " + HEADER_BYTES_MAX + " bytes");
            default -> new MemberException(Reason.DAMAGED, "its parts contradict the rules of MIME");
        };
    }

    private void step(EntityState state) throws IOException {
        switch (state) {
            case T_START_HEADER -> fields = new MailFields();
            case T_FIELD -> fields.add(tokens.getField());
            case T_END_HEADER -> {
                if (firstHeader) {
                    messageId = fields.messageId();
                    firstHeader = false;
                }
            }
            case T_START_MULTIPART -> {
                String type = type(tokens.getBodyDescriptor());
                encryptedMultiparts.push(type.equals("multipart/encrypted"));
                if (encryptedMultiparts.size() > MULTIPART_DEPTH_MAX) {
                    throw new MemberException(
                            Reason.LIMIT_REACHED, "multiparts are nested over " + MULTIPART_DEPTH_MAX + " deep");
                }
            }
            case T_END_MULTIPART -> encryptedMultiparts.poll();
            case T_BODY -> part(tokens.getBodyDescriptor(), tokens.getDecodedInputStream());
            case T_PREAMBLE -> preamble(tokens.getInputStream());
            default -> {
                // Begins and ends that tell nothing more.
            }
        }
    }

    private static String type(BodyDescriptor described) {
        return Optional.ofNullable(described.getMimeType()).orElse("text/plain").toLowerCase(Locale.ROOT);
    }

    /// What stands before the first boundary is a sentence for old programs, unless the boundary is wrong: then it
    /// is everything.
    private void preamble(InputStream body) throws IOException {
        PeekInput in = new PeekInput(body);
        if (in.peek(PREAMBLE_BYTES_MIN) == PREAMBLE_BYTES_MIN) {
            container.remarks().note("mailPreamble");
            take(in, nextName(Optional.empty()), Optional.empty(), Optional.empty(), true);
        }
    }

    private RawName nextName(Optional<RawName> told) throws MemberException {
        parts++;
        if (parts > PARTS_MAX) {
            throw new MemberException(Reason.LIMIT_REACHED, "a mail of over " + PARTS_MAX + " parts");
        }
        return told.orElse(RawName.ofText("part-" + parts));
    }

    private void part(BodyDescriptor described, InputStream body) throws IOException {
        String type = type(described);
        RawName name = nextName(fields.name());
        PeekInput in = new PeekInput(body);
        Optional<String> locked = MailLock.of(type, encryptedMultiparts.contains(true), in);
        if (locked.isPresent()) {
            container.remarks().count("encryptedParts");
            take(in, name, Optional.empty(), locked, false);
            return;
        }
        boolean mail = type.equals("message/rfc822") || type.equals("message/global");
        String encoding =
                Optional.ofNullable(described.getTransferEncoding()).orElse("").toLowerCase(Locale.ROOT);
        boolean mayHoldUu = type.startsWith("text/") && !encoding.equals("base64") || encoding.contains("uu");
        take(in, name, mail ? Optional.of(MediaType.EML) : Optional.empty(), Optional.empty(), mayHoldUu);
    }

    private void take(
            InputStream in, RawName name, Optional<MediaType> type, Optional<String> locked, boolean mayHoldUu)
            throws IOException {
        Members.Member member = new Members.Member(name, this::origin, packed::position, mayHoldUu, type, locked);
        try (UuBlocks blocks = new UuBlocks(container.walk().spools())) {
            members.take(member, (sink, notes) -> {
                byte[] buffer = new byte[COPY_BYTES];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (mayHoldUu) {
                        blocks.look(buffer, count);
                    }
                    sink.write(buffer, 0, count);
                }
            });
            for (UuBlocks.Block block : blocks.found()) {
                RawName blockName = nextName(block.name());
                members.take(
                        new Members.Member(blockName, this::origin, packed::position, false),
                        (sink, notes) -> block.copyTo(sink));
            }
        }
    }

    private ItemOrigin origin() {
        return new ItemOrigin(Optional.empty(), Optional.empty(), messageId);
    }
}
