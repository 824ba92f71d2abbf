package app.ajar.ui.templates;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.Names;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Template;
import app.ajar.templates.Placeholders;
import app.ajar.templates.Placeholders.Facts;
import app.ajar.templates.TemplateSearch;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The templates as they are stored, read when first wanted and again after each change. Used from the toolkit's thread
 * only; what it writes is written in the background and comes back as a change.
 */
public final class TemplateBook implements AutoCloseable {

    /** Stands for a name of which nothing would be seen, as in {@link Names#initials}. */
    private static final String UNSEEN = "?";

    /** All that is known of templates. */
    record Known(Templates.All all, List<Account> accounts) {

        Optional<Template> find(Templates.Id id) {
            return all.templates().stream().filter(template -> template.id().equals(id)).findFirst();
        }

        Optional<Account> account(AccountId id) {
            return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
        }
    }

    private static final Known NOTHING = new Known(new Templates.All(List.of(), Templates.BUILT_IN), List.of());

    private final Database database;
    private final FxBridge bridge;
    private final UiClock clock;
    private final ReadOnlyObjectWrapper<Known> known = new ReadOnlyObjectWrapper<>(NOTHING);
    private final Runnable readAgain;
    private final ChangeFeed.Subscription feed;
    private volatile boolean wanted;
    private @Nullable Searched searched;

    /** The search for one account, as long as nothing changes. */
    private record Searched(Known known, @Nullable AccountId account, TemplateSearch search) {}

    public TemplateBook(Database database, FxBridge bridge, UiClock clock) {
        this.database = database;
        this.bridge = bridge;
        this.clock = clock;
        readAgain = bridge.coalesced(() -> new Known(database.templates().all(), database.accounts().all()),
                known::set);
        feed = database.feed().subscribe(this::changed);
    }

    /** On the store's thread. */
    private void changed(Change change) {
        boolean ours = change instanceof Change.TemplatesChanged || change instanceof Change.AccountChanged
                || change instanceof Change.Reset;
        if (ours && wanted) {
            readAgain.run();
        }
    }

    /** Reads them, if nobody has asked yet: a start that shows none does not read any. */
    void want() {
        if (!wanted) {
            wanted = true;
            readAgain.run();
        }
    }

    /** Whether they were read yet. */
    boolean read() {
        return !NOTHING.equals(known.get());
    }

    ReadOnlyObjectProperty<Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** Finds among the templates that this account may use, so many at most; null for all there are. */
    List<Template> find(@Nullable AccountId account, String query, int most) {
        Known now = known.get();
        Searched kept = searched;
        if (kept == null || !Objects.equals(kept.known, now) || !Objects.equals(kept.account, account)) {
            kept = new Searched(now, account, new TemplateSearch(now.all().templates().stream()
                    .filter(template -> account == null || template.servesAccount(account)).toList(),
                    TemplateBook::categoryWords));
            searched = kept;
        }
        return kept.search.find(query, most);
    }

    /** What is known of a conversation; of none at all for null. */
    Facts facts(@Nullable Conversation row) {
        Account account = row == null ? null : known.get().account(row.id().account()).orElse(null);
        return Facts.of(row == null ? null : row.person(), account,
                clock.now().atZone(ZoneId.systemDefault()).toLocalDate(), Locale.getDefault(Locale.Category.FORMAT));
    }

    Placeholders.Filled fill(Template template, @Nullable Conversation row) {
        return Placeholders.fill(template.content().text(), facts(row));
    }

    /** Does something with the stored templates, in the background. */
    void write(Consumer<Templates> work) {
        bridge.run(() -> work.accept(database.templates()));
    }

    /** The same, and tells on the toolkit's thread what came of it. */
    <T> void write(Function<Templates, T> work, Consumer<T> told) {
        bridge.load(() -> work.apply(database.templates()), told);
    }

    /** A reply was sent with this template. */
    void used(Templates.Id id) {
        write(templates -> templates.used(id, clock.now()));
    }

    FxBridge bridge() {
        return bridge;
    }

    Database database() {
        return database;
    }

    UiClock clock() {
        return clock;
    }

    /** How a category is called on screen, where it is a name from outside: files that somebody else wrote are taken in too. */
    static String categoryWords(String category) {
        if (Templates.BUILT_IN.contains(category)) {
            return Texts.get("templates.category." + category);
        }
        String shown = Names.shown(category);
        return shown.isEmpty() ? UNSEEN : shown;
    }

    @Override
    public void close() {
        feed.close();
    }
}
