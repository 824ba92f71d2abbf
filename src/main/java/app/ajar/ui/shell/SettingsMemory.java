package app.ajar.ui.shell;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.store.ConversationQueries;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.emoji.SkinTone;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.inbox.InboxViewModel;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the window knows them: changed at once on the toolkit's thread, written in the background, and of many
 * changes in a row only the last. What the disk refuses holds all the same, is told and tried again.
 */
final class SettingsMemory {

    private final SettingsFile file;
    private final FxBridge bridge;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final AtomicReference<@Nullable Settings> unwritten = new AtomicReference<>();
    private final Consumer<Optional<IOException>> trouble;
    private volatile boolean refused;

    /** @param trouble hears each time why they could not be written, and once that they were after all; from any thread */
    SettingsMemory(SettingsFile file, FxBridge bridge, Consumer<Optional<IOException>> trouble) {
        this.file = file;
        this.bridge = bridge;
        this.trouble = trouble;
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
            if (unwritten.getAndSet(changed) == null || refused) {
                bridge.run(this::write);
            }
        }
    }

    /** Writes once more, in the background, what the disk refused; to be called now and then. */
    void tryAgain() {
        if (refused) {
            bridge.run(this::write);
        }
    }

    /** Writes what is not written yet, on this thread: for the end of the window. */
    void flush() {
        write();
    }

    /** Which account and which conversation were open last: written down as that changes, opened again after a start. */
    static final class LastOpen {

        private final SettingsMemory settings;
        private final AccountsModel accounts;
        private final InboxViewModel list;
        private final ConversationQueries conversations;
        private boolean restored;
        private boolean posing;

        LastOpen(SettingsMemory settings, AccountsModel accounts, InboxViewModel list,
                ConversationQueries conversations) {
            this.settings = settings;
            this.accounts = accounts;
            this.list = list;
            this.conversations = conversations;
        }

        /** Nothing is remembered from now on: the window poses for a picture. */
        void pose() {
            posing = true;
        }

        /** Other accounts are shown; the first time, what was open last is opened again once the list is painted. */
        void accountsShown(Consumer<Runnable> whenPainted) {
            Account account = accounts.currentProperty().get();
            if (account != null && !restored) {
                restored = true;
                restore(account.id(), whenPainted);
            }
            remember();
        }

        private void restore(AccountId account, Consumer<Runnable> whenPainted) {
            String last = settings.get().selectedConversation();
            boolean together = accounts.togetherProperty().get();
            if (last == null || !(together || account.value().equals(settings.get().selectedAccount()))) {
                return;
            }
            List<ConversationId> maybe = together
                    ? accounts.accountsProperty().get().stream().map(each -> new ConversationId(each.id(), last))
                            .toList()
                    : List.of(new ConversationId(account, last));
            whenPainted.accept(() -> settings.bridge.load(
                    () -> maybe.stream().filter(id -> conversations.find(id).isPresent()).findFirst(),
                    found -> found.filter(id -> list.selectedProperty().get() == null).ifPresent(list::select)));
        }

        /** Writes down what is open; of an account that is not connected any more nothing is kept. */
        void remember() {
            Account account = accounts.currentProperty().get();
            boolean gone = account == null && accounts.knownProperty().get();
            if (posing || !(gone || (account != null && restored))) {
                return;
            }
            String shown = account == null || accounts.togetherProperty().get() ? null : account.id().value();
            ConversationId open = list.selectedProperty().get();
            boolean there = open != null && accounts.accountsProperty().get().stream()
                    .anyMatch(each -> each.id().equals(open.account()));
            settings.change(now -> {
                boolean same = account != null && Objects.equals(now.selectedAccount(), shown);
                return now.withSelection(shown,
                        there && open != null
                                ? open.value()
                                : same && open == null ? now.selectedConversation() : null);
            });
        }
    }

    private synchronized void write() {
        Settings last = unwritten.getAndSet(null);
        if (last == null) {
            return;
        }
        Optional<IOException> wrong = file.save(last);
        if (wrong.isPresent()) {
            // What was changed since is written in its place.
            unwritten.compareAndSet(null, last);
        }
        if (wrong.isPresent() || refused) {
            refused = wrong.isPresent();
            trouble.accept(wrong);
        }
    }
}
