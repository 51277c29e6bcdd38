package dev.mangrove.formats.hashlist;

import dev.mangrove.formats.csv.CsvListReader;
import dev.mangrove.formats.digestlines.DigestLinesReader;
import dev.mangrove.formats.encase.EncaseReader;
import dev.mangrove.formats.hashdeep.HashdeepReader;
import dev.mangrove.formats.hashkeeper.HashkeeperReader;
import dev.mangrove.formats.icse.IcseReader;
import dev.mangrove.formats.nsrl.NsrlDatabaseReader;
import dev.mangrove.formats.nsrl.NsrlTextReader;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.tsk.KdbReader;
import dev.mangrove.formats.vics.VicsListReader;
import dev.mangrove.formats.vpdq.VpdqReader;
import java.io.IOException;
import java.nio.file.Path;

/// The forms in which lists of known hashes are exchanged, told apart by content.
public enum HashListFormat {
    VICS_1("VICS 1.x", VicsListReader::read),
    VICS_2("VICS 2.0", VicsListReader::read),
    VPDQ("vPDQ frame hashes", VpdqReader::read),
    CSV("CSV with a header", CsvListReader::read),
    ICSE_CSV("ICSE CSV", IcseReader::read),
    NSRL_RDS_3("NSRL RDSv3", NsrlDatabaseReader::read),
    NSRL_RDS_2("NSRL RDSv2", NsrlTextReader::read),
    TSK_KDB("Sleuth Kit kdb", KdbReader::read),
    ENCASE("EnCase hash set", EncaseReader::read),
    HASHKEEPER("HashKeeper", HashkeeperReader::read),
    HASHDEEP("hashdeep", HashdeepReader::read),
    /// `md5sum`, `sha1sum`, `sha256sum`, in the GNU and the BSD form.
    DIGEST_LINES("md5sum, sha1sum, sha256sum", DigestLinesReader::read);

    private final String title;
    private final Reader reader;

    HashListFormat(String title, Reader reader) {
        this.title = title;
        this.reader = reader;
    }

    @FunctionalInterface
    private interface Reader {
        void read(Path file, RowSink sink) throws IOException;
    }

    /// For people.
    public String title() {
        return title;
    }

    /// Whether what it lists is software that was published, so that a row without a category is harmless
    /// rather than an alert.
    public boolean listsKnownSoftware() {
        return this == NSRL_RDS_3 || this == NSRL_RDS_2;
    }

    /// Tells a list's format from its first bytes.
    ///
    /// @throws HashListFormatException naming the file, where it is none of these
    public static HashListFormat detect(Path file) throws IOException {
        return Detection.of(file);
    }

    /// Reads a list as a stream, in memory that does not grow with it. Rows that were handed on before a
    /// failure must be given up.
    ///
    /// @throws HashListFormatException naming the file and the place, where the file as a whole cannot be used
    public void read(Path file, RowSink sink) throws IOException {
        reader.read(file, sink);
    }
}
