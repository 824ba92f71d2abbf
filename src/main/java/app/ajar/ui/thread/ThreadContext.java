package app.ajar.ui.thread;

import app.ajar.model.AccountId;
import app.ajar.store.Database;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.media.MediaContext;
import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the conversation pane works with; the same for the window's whole life. */
public record ThreadContext(Database database, SyncEngine sync, FxBridge bridge, UiClock clock, Avatars avatars,
        MediaContext media, Outside outside) {

    ReplyDesk.Means desk() {
        return new ReplyDesk.Means(database, sync.replies(), bridge, clock, outside.enterSends(),
                outside.humanAgent());
    }

    /**
     * What the pane asks of the window around it.
     *
     * @param humanAgent whether the user turned the 7-day span on for an account
     * @param enterSends whether Enter alone sends; else it is Ctrl+Enter
     * @param open shows an https address in the browser, always because the user pressed something
     */
    public record Outside(Predicate<AccountId> humanAgent, BooleanSupplier enterSends, Consumer<URI> open) {}
}
