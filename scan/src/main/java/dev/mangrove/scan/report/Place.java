package dev.mangrove.scan.report;

/// An item's path for people in two parts, as case formats want it.
///
/// @param folder everything up to the name, without the slash between; empty at the top
record Place(String folder, String name) {

    static Place of(String pathText) {
        String path = Visible.text(pathText);
        int slash = path.lastIndexOf('/', path.length() - 2);
        return slash < 0 ? new Place("", path) : new Place(path.substring(0, slash), path.substring(slash + 1));
    }
}
