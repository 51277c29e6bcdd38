package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Walks a mailbox: each message is a member, named by its number, and a container of its parts.
final class MboxWalker {

    private static final int COPY_BYTES = 16 << 10;

    private MboxWalker() {}

    static void walk(Container container) throws IOException {
        PackedInput packed = new PackedInput(container);
        MboxInput messages = new MboxInput(packed);
        Members members = new Members(container);
        for (long number = 1; messages.next(); number++) {
            RawName name = RawName.ofText(String.format(Locale.ROOT, "%08d.eml", number));
            Members.Member message = new Members.Member(
                    name,
                    () -> new ItemOrigin(Optional.empty(), Optional.empty(), messages.messageId()),
                    packed::position,
                    false,
                    Optional.of(MediaType.EML),
                    Optional.empty());
            members.take(message, (sink, notes) -> {
                byte[] buffer = new byte[COPY_BYTES];
                for (int count = messages.read(buffer); count >= 0; count = messages.read(buffer)) {
                    sink.write(buffer, 0, count);
                }
            });
        }
    }
}
