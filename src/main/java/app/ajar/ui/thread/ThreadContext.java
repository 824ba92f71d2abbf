package app.ajar.ui.thread;

import app.ajar.store.Database;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.media.MediaContext;
import java.net.URI;
import java.util.function.Consumer;

/** What the conversation pane works with; the same for the window's whole life. */
public record ThreadContext(Database database, SyncEngine sync, FxBridge bridge, UiClock clock, Avatars avatars,
        MediaContext media, Outside outside) {

    /** What replies are written and changed with. */
    public ReplyDesk.Means desk() {
        return new ReplyDesk.Means(database, sync.replies(), bridge, clock, outside.habits());
    }

    /**
     * What the pane asks of the window around it.
     *
     * @param habits what the user chose about sending
     * @param open shows a web address in the browser, always because the user pressed something
     * @param emoji what the choice of emoji remembers
     */
    public record Outside(ReplyDesk.Habits habits, Consumer<URI> open, EmojiMemory emoji) {}
}
