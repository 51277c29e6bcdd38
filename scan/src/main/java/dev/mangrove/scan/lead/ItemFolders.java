package dev.mangrove.scan.lead;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/// In which folder each item of a stack lies: temporary table `item_folder`. A folder is told by its capture and
/// then either by the path of a top-level file's folder, or by the container and the folder within it. Names are
/// bytes, and so is the folder.
final class ItemFolders {

    private ItemFolders() {}

    static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(statement);
            statement.execute("CREATE TEMP TABLE item_folder (item_id INTEGER PRIMARY KEY, folder BLOB NOT NULL)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO temp.item_folder VALUES (?, ?)");
                    ResultSet row = statement.executeQuery("""
                            SELECT i.id, i.capture_id, i.top_path, i.parent_sequence, i.name
                              FROM item i JOIN stack_member m ON m.item_id = i.id ORDER BY i.id""")) {
                while (row.next()) {
                    insert.setLong(1, row.getLong(1));
                    insert.setBytes(2, folder(row));
                    insert.executeUpdate();
                }
            }
        }
    }

    static void drop(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS temp.item_folder");
    }

    private static byte[] folder(ResultSet row) throws SQLException {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(row.getInt(2)).array());
        byte[] topPath = row.getBytes(3);
        long parent = row.getLong(4);
        if (row.wasNull()) {
            key.writeBytes(folderOf(topPath));
        } else {
            key.writeBytes(topPath);
            key.write(0);
            key.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(parent).array());
            key.writeBytes(folderOf(row.getBytes(5)));
        }
        return key.toByteArray();
    }

    private static byte[] folderOf(byte[] path) {
        int end = path.length;
        while (end > 0 && path[end - 1] != '/') {
            end--;
        }
        return Arrays.copyOf(path, end);
    }
}
