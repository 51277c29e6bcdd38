package dev.mangrove.scan.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Appends items 0, 1, 2, ... to a workspace in a process of its own, so that it can be killed. Prints a number
/// whenever everything below it is promised to be safe. Ends with 3 where the workspace cannot be written.
final class AppendingProgram {

    private static final int FLUSHED_EACH = 50;

    private AppendingProgram() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        try (Workspace workspace =
                Workspace.openOrCreate(Path.of(arguments[0]), DrawnItems.SETTINGS, DrawnItems.CAPTURES)) {
            for (int i = 0; i < count; i++) {
                workspace.items().append(DrawnItems.file("f/" + i, DrawnItems.text("content " + i)));
                if (i % FLUSHED_EACH == FLUSHED_EACH - 1) {
                    workspace.items().flush();
                    System.out.println(i + 1);
                }
            }
        } catch (WorkspaceException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
        System.out.println("done");
    }

    static List<String> command(Path folder, int count) {
        return new ArrayList<>(Arrays.asList(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProgram.class.getName(),
                folder.toString(),
                Integer.toString(count)));
    }
}
