package app.ajar.sync;

import app.ajar.store.SyncWriter.Applied;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a round does, for its report. */
final class Tally {

    final LongAdder messagesNew = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder mediaStored = new LongAdder();
    final LongAdder mediaFailed = new LongAdder();

    void addNew(Applied applied) {
        messagesNew.add(applied.newMessages().values().stream().mapToLong(List::size).sum());
    }
}
