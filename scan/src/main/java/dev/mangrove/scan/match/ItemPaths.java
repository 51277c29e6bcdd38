package dev.mangrove.scan.match;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The raw path of an item: the top path, then the name of each container around it, then its own, each with its
/// length before it. Containers met lately are remembered, as their members follow one another.
final class ItemPaths implements AutoCloseable {

    private static final int REMEMBERED_MAX = 256;
    private static final int DEPTH_MAX = 64;

    private final PreparedStatement select;
    private final Map<Key, byte[]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    ItemPaths(Connection connection) throws SQLException {
        select = connection.prepareStatement(
                "SELECT parent_sequence, name FROM item WHERE capture_id = ? AND top_path = ? AND sequence = ?");
    }

    private record Key(long captureId, ByteBuffer topPath, long sequence) {}

    /// @param parentSequence NULL for a top-level file
    byte[] of(long captureId, byte[] topPath, @Nullable Object parentSequence, byte[] name) throws SQLException {
        if (parentSequence == null) {
            return joined(new byte[0], topPath);
        }
        byte[] parent = container(captureId, topPath, ((Number) parentSequence).longValue(), 0);
        return joined(parent, name);
    }

    /// A container without a row of its own, because its walk never ended, counts as nameless.
    private byte[] container(long captureId, byte[] topPath, long sequence, int depth) throws SQLException {
        if (sequence == 0 || depth > DEPTH_MAX) {
            return joined(new byte[0], topPath);
        }
        Key key = new Key(captureId, ByteBuffer.wrap(topPath), sequence);
        byte[] known = remembered.get(key);
        if (known != null) {
            return known;
        }
        long parent = 0;
        byte[] name = new byte[0];
        select.setLong(1, captureId);
        select.setBytes(2, topPath);
        select.setLong(3, sequence);
        try (ResultSet row = select.executeQuery()) {
            if (row.next()) {
                parent = row.getLong(1);
                name = Objects.requireNonNull(row.getBytes(2));
            }
        }
        byte[] path = joined(container(captureId, topPath, parent, depth + 1), name);
        remembered.put(key, path);
        return path;
    }

    private static byte[] joined(byte[] parent, byte[] name) {
        ByteArrayOutputStream path = new ByteArrayOutputStream(parent.length + Integer.BYTES + name.length);
        path.writeBytes(parent);
        path.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
        path.writeBytes(name);
        return path.toByteArray();
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
