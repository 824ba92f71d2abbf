package app.ajar.ui.media;

import app.ajar.store.Database;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.kit.FxBridge;

/** What media on screen work with; the same for the window's whole life. */
public record MediaContext(Database database, SyncEngine sync, FxBridge bridge, PictureCache pictures,
        StoredFiles files) {

    /** Asks for the bytes: they are missing, and somebody looks at their place or pressed "Try again". */
    void want(MediaItem item) {
        sync.wantMedia(item.message().conversation(), item.message().id(), item.attachment().position());
    }

    /** Says that it is looked at, which keeps its bytes longest. */
    void seen(MediaItem item) {
        sync.mediaSeen(item.message().conversation(), item.message().id(), item.attachment().position());
    }
}
