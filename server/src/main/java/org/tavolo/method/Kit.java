package org.tavolo.method;

import java.nio.file.Path;
import java.util.Locale;

/** The folders of the method, each with files of one kind. A browser asks for each when it needs it. */
public enum Kit {
    /** Types that every table has; in the folder itself. */
    TYPES,
    /** Types of the templates that are put on a table when they are wanted, and of their rows. */
    SHEETS,
    /** Sessions that may be prepared. */
    SESSIONS,
    /** Benchmarks to begin with. */
    BENCHMARKS,
    /** With what a programme may begin. */
    PRESETS,
    /** Through what a programme goes, and what each step of it must produce. */
    PHASES,
    /** What cities may let those outside their table read. */
    RELEASES;

    /** That of the folder, of the route and of the member in its JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Path in(Path folder) {
        return this == TYPES ? folder : folder.resolve(word());
    }
}
