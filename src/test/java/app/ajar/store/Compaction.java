package app.ajar.store;

/** Makes the file smaller at once, however much of it is dead; for tests in other rooms. */
public final class Compaction {

    private Compaction() {}

    /** Returns when it is done; readers and writers have waited meanwhile. */
    public static void now(Database database) {
        database.sessions().compact(tx -> true);
    }
}
