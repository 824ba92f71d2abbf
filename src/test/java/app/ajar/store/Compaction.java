package app.ajar.store;

/** What only the store can ask of its own threads, for tests in other rooms. */
public final class Compaction {

    private Compaction() {}

    /** Returns when everything written before is on disk, or was refused. */
    public static void awaitWriter(Database database) {
        database.sessions().write(tx -> true);
    }

    /** Makes the file smaller, however much of it is dead. Returns when it is done; readers and writers have waited meanwhile. */
    public static void now(Database database) {
        database.sessions().compact(tx -> true);
    }
}
