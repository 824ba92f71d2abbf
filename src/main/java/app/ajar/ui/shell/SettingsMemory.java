package app.ajar.ui.shell;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.store.ConversationQueries;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.emoji.SkinTone;
import app.ajar.ui.inbox.InboxViewModel;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the window knows them: changed at once on the toolkit's thread, written in the background, and of many
 * changes in a row only the last.
 */
final class SettingsMemory {

    private final SettingsFile file;
    private final FxBridge bridge;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final AtomicReference<@Nullable Settings> unwritten = new AtomicReference<>();

    SettingsMemory(SettingsFile file, FxBridge bridge) {
        this.file = file;
        this.bridge = bridge;
        this.settings = new ReadOnlyObjectWrapper<>(file.current());
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    Settings get() {
        return settings.get();
    }

    /** Whether these colours are dark now. */
    static boolean dark(Settings.Theme theme) {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Theme.systemIsDark();
        };
    }

    /** Wears these colours until the window closes, without ever writing that down. */
    void pretend(Settings.Theme theme) {
        settings.set(settings.get().withTheme(theme));
    }

    /** What the choice of emoji remembers, kept with the settings. */
    EmojiMemory emoji() {
        Settings.EmojiUse last = get().emoji();
        return new EmojiMemory(last.recent(), SkinTone.numbered(last.tone()),
                (recent, tone) -> change(
                        now -> now.withEmoji(new Settings.EmojiUse(recent, tone.number()))));
    }

    void change(UnaryOperator<Settings> how) {
        Settings changed = how.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            if (unwritten.getAndSet(changed) == null) {
                bridge.run(this::write);
            }
        }
    }

    /** Writes what is not written yet, on this thread: for the end of the window. */
    void flush() {
        write();
    }

    private synchronized void write() {
        Settings last = unwritten.getAndSet(null);
        if (last != null) {
            file.save(last);
        }
    }

    /** Which conversation was open last: remembered as the user opens others, and opened again by the next window. */
    static final class LastOpened {

        private final SettingsMemory settings;
        private final InboxViewModel list;
        private final Consumer<Runnable> whenPainted;
        private boolean restored;
        private boolean forgets;

        LastOpened(SettingsMemory settings, InboxViewModel list, Consumer<Runnable> whenPainted) {
            this.settings = settings;
            this.list = list;
            this.whenPainted = whenPainted;
        }

        /** From now on nothing is remembered: the window poses for a picture. */
        void forget() {
            forgets = true;
        }

        /** The first account that is shown opens again what was open last, if it is still there. */
        void shown(AccountId account, ConversationQueries conversations) {
            if (restored) {
                return;
            }
            restored = true;
            String last = settings.get().selectedConversation();
            if (last != null && account.value().equals(settings.get().selectedAccount())) {
                ConversationId id = new ConversationId(account, last);
                whenPainted.accept(() -> settings.bridge.load(() -> conversations.find(id).isPresent(), there -> {
                    if (there && list.selectedProperty().get() == null) {
                        list.select(id);
                    }
                }));
            }
        }

        void remember(@Nullable Account account) {
            ConversationId open = list.selectedProperty().get();
            if (account != null && restored && !forgets) {
                settings.change(now -> now.withSelection(account.id().value(),
                        open == null ? now.selectedConversation() : open.value()));
            }
        }
    }
}
