package dev.mangrove.scan.walk;

import java.io.IOException;
import java.io.OutputStream;

/// Goes on taking bytes when the member's own intake wants no more: for formats where the next member can
/// only be reached through this one. What is thrown away past a limit is counted.
final class Drain extends OutputStream {

    private final Walk walk;
    private final OutputStream intake;
    private boolean limited;
    private boolean left;

    Drain(Walk walk, OutputStream intake) {
        this.walk = walk;
        this.intake = intake;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (limited) {
            walk.chargeExcess(length);
        }
        if (limited || left) {
            walk.moved(length);
            return;
        }
        try {
            intake.write(source, offset, length);
        } catch (MemberIntake.Enough e) {
            left = true;
        } catch (MemberException e) {
            limited = true;
        }
    }
}
