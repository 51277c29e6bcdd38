package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Walks a container and everything nested in it. Runs in a worker process only.
public final class ContainerWalker {

    private ContainerWalker() {}

    /// Tells `listener` of every member. What the listener throws ends the walk and comes out unchanged.
    ///
    /// @param container opened for reading only; not closed here
    /// @param name the container's own name, from which a `.gz` takes its member's name
    /// @param type by content, of kind `CONTAINER`
    /// @param spoolFolder an empty folder of this walk alone
    public static WalkOutcome walk(
            SeekableByteChannel container,
            RawName name,
            MediaType type,
            WalkLimits limits,
            Path spoolFolder,
            WalkListener listener) {
        try (Volumes volumes = Volumes.of(container, name, type)) {
            Walk walk = new Walk(limits.within(volumes.channel().size()), spoolFolder, listener);
            walk.touch(0);
            Remarks remarks = new Remarks();
            if (volumes.count() > 1) {
                remarks.note("volumesJoined:" + volumes.count());
            }
            return Formats.walk(new Container(walk, 0, 0, name, volumes.channel(), Optional.empty(), remarks), type);
        } catch (WalkStop.ListenerFailed e) {
            throw e.failure;
        } catch (IOException e) {
            return new WalkOutcome.Incomplete(Reason.UNREADABLE, "its size cannot be told", List.of());
        }
    }
}
