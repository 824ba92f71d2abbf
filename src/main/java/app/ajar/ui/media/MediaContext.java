package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.store.Database;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What media on screen work with; the same for the window's whole life. */
public record MediaContext(Database database, SyncEngine sync, FxBridge bridge, PictureCache pictures,
        StoredFiles files, Clock clock) {

    /**
     * What media in a data folder work with.
     *
     * @param decode where pictures are decoded
     * @param openFile hands a file to the program that shows such files
     */
    public static MediaContext over(Path folder, Database database, SyncEngine sync, FxBridge bridge, Executor decode,
            Consumer<Path> openFile, Clock clock) {
        return new MediaContext(database, sync, bridge, new PictureCache(folder, decode),
                new StoredFiles(folder, openFile, StoredFiles::ask), clock);
    }

    /** Why there is nothing to see; empty while the bytes are here or on their way. */
    Optional<Trouble> trouble(Attachment attachment) {
        return Trouble.of(attachment, clock.instant(), sync.keepsMedia());
    }

    /** What is said of bytes that the user just asked for. */
    String asked() {
        return Texts.get(sync.keepsMedia() ? "media.asked" : "media.asked.not.kept");
    }

    /** Asks for the bytes: they are missing, and somebody looks at their place or pressed "Try again". */
    void want(MediaItem item) {
        sync.wantMedia(item.message().conversation(), item.message().id(), item.attachment().position());
    }

    /** Says that it is looked at, which keeps its bytes longest. */
    void seen(MediaItem item) {
        sync.mediaSeen(item.message().conversation(), item.message().id(), item.attachment().position());
    }
}
