package dev.mangrove.scan.list;

import dev.mangrove.formats.scheme.Scheme;
import java.io.IOException;
import java.util.stream.Collectors;

/// A list's categories are numbers, and nobody has said which scheme they belong to.
public final class SchemeNeededException extends IOException {

    private static final long serialVersionUID = 1;

    SchemeNeededException(String place) {
        super(place + " has a number as its category, and what that means depends on who made the list."
                + " Ask them, and say it with --scheme: "
                + Scheme.builtIn().stream()
                        .map(scheme -> scheme.id() + " (" + scheme.title() + ")")
                        .collect(Collectors.joining(", "))
                + ", or the path of a scheme file of your own.");
    }
}
