package app.ajar.store;

import java.nio.file.Path;

/** What came of opening the data folder's database. */
public sealed interface OpenResult {

    /** It is open; the caller closes it. */
    record Opened(Database database) implements OpenResult {}

    /** Another process has it open. */
    record InUse(Path folder) implements OpenResult {}

    /** A newer Ajar wrote it; this one must not touch it. */
    record TooNew(String fileVersion, String knownVersion) implements OpenResult {}

    /** It cannot be read or its folder cannot be written; nothing was deleted. The detail is for the log. */
    record Unusable(Path file, String detail) implements OpenResult {}
}
