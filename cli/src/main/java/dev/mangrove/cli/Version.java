package dev.mangrove.cli;

import picocli.CommandLine.IVersionProvider;

/// The version of the program and of the Java that runs it.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"mangrove " + text() + " (Java " + Runtime.version() + ")"};
    }

    /// The program's version, from its own archive.
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
