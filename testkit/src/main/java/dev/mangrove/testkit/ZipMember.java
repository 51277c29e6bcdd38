package dev.mangrove.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// One member to be written into a ZIP, with every lie that a test may want to tell about it. The
/// plain form is deflated, with sizes in the local header.
public final class ZipMember {

    final byte[] name;
    final byte[] content;
    boolean stored;
    boolean utf8Flag;
    boolean dataDescriptor;
    boolean zip64;
    boolean unlisted;
    int dosTime;
    int dosDate = (2024 - 1980) << 9 | 1 << 5 | 1;
    byte[] localName;
    Optional<byte[]> password = Optional.empty();
    OptionalLong declaredSize = OptionalLong.empty();
    OptionalLong declaredCrc = OptionalLong.empty();

    private ZipMember(byte[] name, byte[] content) {
        this.name = name.clone();
        this.localName = this.name;
        this.content = content;
    }

    /// A member of raw name.
    ///
    /// @param name stored as it is, whatever it means: `..`, `/etc/x`, `C:\x`, with NUL, in Latin-1
    public static ZipMember of(byte[] name, byte[] content) {
        return new ZipMember(name, content);
    }

    public static ZipMember of(String name, byte[] content) {
        ZipMember member = new ZipMember(name.getBytes(StandardCharsets.UTF_8), content);
        member.utf8Flag = name.chars().anyMatch(c -> c > 0x7e);
        return member;
    }

    /// Method 0 rather than deflate.
    public ZipMember stored() {
        stored = true;
        return this;
    }

    /// Sizes behind the data instead of before it, as a writer to a pipe does.
    public ZipMember withDataDescriptor() {
        dataDescriptor = true;
        return this;
    }

    /// Sizes in a ZIP64 extra field even where they would fit.
    public ZipMember asZip64() {
        zip64 = true;
        return this;
    }

    /// Traditional PKWARE encryption.
    public ZipMember encrypted(String withPassword) {
        password = Optional.of(withPassword.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Another name in the local header than in the central directory.
    public ZipMember withLocalName(byte[] name) {
        localName = name.clone();
        return this;
    }

    /// States a size of the content that is not true, in both headers.
    public ZipMember declaringSize(long bytes) {
        declaredSize = OptionalLong.of(bytes);
        return this;
    }

    /// States a checksum of the content that is not true, in both headers.
    public ZipMember declaringCrc(long crc) {
        declaredCrc = OptionalLong.of(crc);
        return this;
    }

    /// Present in the file, absent from the central directory.
    public ZipMember unlisted() {
        unlisted = true;
        return this;
    }

    /// The time of change, to two seconds, with no time zone, as DOS had it.
    public ZipMember modifiedAt(int year, int month, int day, int hour, int minute, int second) {
        dosDate = (year - 1980) << 9 | month << 5 | day;
        dosTime = hour << 11 | minute << 5 | second / 2;
        return this;
    }
}
