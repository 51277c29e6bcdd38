package dev.mangrove.scan.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `mmls` says of an image's partitions.
public final class PartitionTable {

    /// A table of more entries is no table.
    private static final int VOLUMES_MAX = 1024;

    private static final Pattern UNITS = Pattern.compile("Units are in (\\d{3,6})-byte sectors");
    private static final Pattern ROW =
            Pattern.compile("\\d+:\\s+(\\S+)\\s+(\\d{10,18})\\s+(\\d{10,18})\\s+(\\d{10,18})\\s*(.*)");
    private static final int FIRST_LOGICAL = 5;

    private PartitionTable() {}

    /// @param lines of `mmls`
    /// @param imageBytes what lies beyond them is cut off; a volume that begins there has no length
    public static List<Volume> parse(List<String> lines, long imageBytes) {
        long unit = 512;
        int logical = FIRST_LOGICAL;
        List<Volume> volumes = new ArrayList<>();
        for (String line : lines) {
            Matcher units = UNITS.matcher(line);
            if (units.find()) {
                unit = Long.parseLong(units.group(1));
            }
            Matcher row = ROW.matcher(line);
            if (!row.matches() || row.group(1).equals("Meta") || volumes.size() == VOLUMES_MAX) {
                continue;
            }
            boolean allocated = !row.group(1).startsWith("--");
            int number = allocated ? number(row.group(1), logical) : 0;
            logical = Math.max(logical, number + 1);
            long start = bytes(row.group(2), unit);
            long length = bytes(row.group(4), unit);
            long held = Math.max(0, Math.min(length, imageBytes - start));
            volumes.add(new Volume(number, start, held, allocated, row.group(5).strip()));
        }
        return List.copyOf(volumes);
    }

    private static long bytes(String sectors, long unit) {
        long count = Long.parseLong(sectors);
        return count > Long.MAX_VALUE / unit ? Long.MAX_VALUE : count * unit;
    }

    /// `000:001` is the second primary partition, `001:000` a logical one; GPT and others write `001`.
    private static int number(String slot, int logical) {
        int colon = slot.indexOf(':');
        if (colon < 0) {
            return slotNumber(slot) + 1;
        }
        boolean primary = slotNumber(slot.substring(0, colon)) == 0;
        return primary ? slotNumber(slot.substring(colon + 1)) + 1 : logical;
    }

    private static int slotNumber(String digits) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }
}
