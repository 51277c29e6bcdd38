package dev.mangrove.server.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Checkpoints one after the other in one text: each is a text, an empty line and signature lines, and an empty
/// line ends it.
final class NoteText implements ReadableLog.NoteReader {

    private final BufferedReader in;

    NoteText(BufferedReader in) {
        this.in = in;
    }

    static NoteText none() {
        return new NoteText(new BufferedReader(Reader.nullReader()));
    }

    @Override
    public Optional<String> next() throws IOException {
        StringBuilder note = new StringBuilder();
        int empty = 0;
        while (empty < 2) {
            String line = line();
            if (line.isEmpty()) {
                return note.isEmpty() ? Optional.empty() : Optional.of(note.toString());
            }
            if (line.equals("\n")) {
                empty++;
            }
            if (empty < 2) {
                note.append(line);
            }
            if (note.length() > SignedNote.CHARACTERS_MAX) {
                return Optional.of(note.toString());
            }
        }
        return Optional.of(note.toString());
    }

    /// One line with its end; nothing at the end of the text. A hostile line without end is cut at the bound.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.append((char) c);
            if (c == '\n' || line.length() > SignedNote.CHARACTERS_MAX) {
                break;
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
