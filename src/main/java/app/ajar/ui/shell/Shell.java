package app.ajar.ui.shell;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.media.PictureDecoder;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.settings.SettingsFile;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.sync.Health;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import app.ajar.ui.about.AboutPage;
import app.ajar.ui.about.HelpPage;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.health.HealthLight;
import app.ajar.ui.health.HealthModel;
import app.ajar.ui.health.HealthPage;
import app.ajar.ui.health.ReconnectBar;
import app.ajar.ui.inbox.AccountCounts;
import app.ajar.ui.inbox.AccountTag;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.inbox.InboxPane;
import app.ajar.ui.inbox.InboxViewModel;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.media.MediaContext;
import app.ajar.ui.notify.DesktopNotices;
import app.ajar.ui.planned.PlannedModel;
import app.ajar.ui.planned.PlannedPage;
import app.ajar.ui.templates.TemplatesPage;
import app.ajar.ui.thread.ThreadContext;
import app.ajar.ui.thread.ThreadPane;
import app.ajar.ui.upkeep.JobsPanel;
import app.ajar.ui.upkeep.JobsViewModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window, whole: rail, sidebar, conversation, details, status bar, connecting and settings. Everything here is for the
 * toolkit's thread but where said otherwise.
 *
 * <p>Made on a fresh stage, because it sets scene, title, icons, size and place, and shown; the database may still be
 * opening then. Closed before the engine and the database; the window does not end the program itself. A second start on
 * the same folder calls {@link #bringToFront}. For {@code --screenshot}: {@code show()}, then {@link #take}.
 */
public final class Shell implements AutoCloseable {

    /**
     * What the window stands on, closed by its owner after the shell.
     *
     * @param dataFolder where the database, pictures and settings live
     * @param vault where tokens are kept, said honestly by the connect panel
     * @param settings of the data folder; the shell alone changes them while it is open
     */
    public record Context(Path dataFolder, Database database, SyncEngine engine, Pushes pushes, Connector connector,
            TokenVault vault, SettingsFile settings, Clock clock, Surroundings surroundings) {}

    private final Stage stage;
    private final StackPane root = new StackPane();
    private final Context context;
    private final Notices notices;
    final Threads threads;
    private final FxBridge bridge;
    private final SettingsMemory settings;
    private final UiClock clock;
    private final Avatars avatars;
    private final AccountsModel accounts;
    private final AccountCounts counts;
    private final InboxViewModel list;
    private final StatusViewModel status;
    private final JobsViewModel jobs;
    private final PlannedModel planned;
    private final HealthModel health;
    private final ConnectViewModel connecting;
    private final InboxPane inbox;
    private final MainView view;
    private final WindowFrame frame;
    private final Notices.StoreNews news;
    private final SettingsMemory.LastOpen last;
    private final DesktopNotices desktop;
    private boolean closed;

    public Shell(Stage stage, Context context) {
        this.stage = stage;
        this.context = context;
        Theme.loadFonts();
        notices = new Notices(context.dataFolder(), FxBridge.platform());
        threads = new Threads(notices::report);
        bridge = new FxBridge(threads::read, FxBridge.platform(), notices::report);
        settings = new SettingsMemory(context.settings(), bridge, notices::unsaved);
        clock = new UiClock(context.clock());
        avatars = new Avatars((file, side) -> PictureDecoder.square(context.dataFolder().resolve(file), side),
                threads::decode, person -> threads.afterPaint(() -> context.engine().wantAvatar(person)));
        Database database = context.database();
        FxBridge later = new FxBridge(threads::readLater, FxBridge.platform(), notices::report);
        accounts = new AccountsModel(database, context.engine(), bridge, settings.get().selectedAccount(),
                notices::report);
        counts = new AccountCounts(database, later, context.clock(), notices::report);
        list = new InboxViewModel(database, bridge, context.clock(), notices::report);
        last = new SettingsMemory.LastOpen(settings, accounts, list, database.conversations());
        status = new StatusViewModel(context, later, accounts, counts);
        jobs = new JobsViewModel(context.engine().jobs(), later);
        planned = new PlannedModel(database, later, context.clock(), notices::say);
        health = new HealthModel(database, context.engine(), later, clock, notices::say);
        connecting = new ConnectViewModel(context.connector(),
                new ConnectViewModel.Outside(context.vault()::kind,
                        new FxBridge(threads::connect, FxBridge.platform(), notices::report), context.clock()),
                this::connected, notices::report);

        inbox = new InboxPane(list, counts, avatars, clock);
        ThreadContext opening = threadContext();
        Rail rail = new Rail(accounts, counts, settings, !context.surroundings().demo(), this::go);
        StatusBar statusBar = new StatusBar(status, jobs.summaryProperty(), new StatusBar.Actions(this::connectAgain,
                context.engine()::wake, this::showJobs, () -> go(Page.PLANNED)));
        planned.countsProperty().subscribe(rail::showPlanned);
        rail.addLight(new HealthLight(health, clock, () -> go(Page.HEALTH)));
        planned.countsProperty().subscribe(statusBar::showReplies);
        Runnable close = () -> go(Page.INBOX);
        view = new MainView(new MainView.Parts(rail, inbox, statusBar, new Notices.Bar(notices)),
                new MainView.Pages(() -> conversation(opening), Map.of(
                        Page.CONNECT, () -> new ConnectPage(connecting, context.surroundings(), close),
                        Page.SETTINGS, this::settingsPage,
                        Page.TEMPLATES, this::templatesPage,
                        Page.PLANNED, () -> new PlannedPage(planned, opening.desk(), avatars,
                                reply -> show(reply, false), reply -> show(reply, true)),
                        Page.HEALTH, () -> new HealthPage(health, clock, this::connectAgain, close),
                        Page.HELP, () -> new HelpPage(context.surroundings().openLink(), this::showShortcuts,
                                () -> go(Page.ABOUT), close, bridge),
                        Page.ABOUT, () -> new AboutPage(context.surroundings().version(), context.dataFolder(),
                                new AboutPage.Actions(context.surroundings().openFile(), health::diagnostics,
                                        () -> go(Page.HELP), this::showShortcuts, close),
                                bridge)),
                        () -> new ShortcutsSheet(settings, this::back), () -> new JobsPanel(jobs, this::back),
                        this::back),
                settings.get().sidebarWidth());
        frame = new WindowFrame(stage, settings);
        news = new Notices.StoreNews(database, later, notices, inbox::pictureChanged);
        frame.dress(root, view, Texts.get(context.surroundings().demo() ? "shell.title.demo" : "shell.title"),
                rail::showColours);
        desktop = frame.notices(new DesktopNotices.Outside(database, later, context.clock(),
                settings.settingsProperty(), settings::change, avatars), this::shows, this::show, this::show);
        connectParts();
    }

    /** Shows the window where it stood last. */
    public void show() {
        frame.restore();
        accounts.read();
        // Most likely the one that is shown: its list is read while the window is laid out.
        Optional.ofNullable(settings.get().selectedAccount()).map(AccountId::new).ifPresent(list::showAccount);
        stage.show();
        whenPainted(threads::painted);
        whenPainted(view::thread);
    }

    /** Does something once the list is painted, or after three seconds of a window that nobody can see. */
    public void whenPainted(Runnable work) {
        frame.afterPaint(() -> accounts.knownProperty().get()
                && (accounts.currentProperty().get() == null || list.settledProperty().get()), work);
    }

    /** Goes on with what is typed in a window that this one replaces, and kept nowhere. */
    public void resume(Shell before) {
        String searched = before.list.searched();
        if (!searched.isEmpty()) {
            // An account that comes first would begin without.
            whenPainted(() -> list.search(searched));
        }
        view.resume(before.view);
    }

    /** Shows the window before all others, for a second start on the same data folder. From any thread. */
    public void bringToFront() {
        Platform.runLater(frame::bringToFront);
    }

    /**
     * Brings the window into the state asked for, waits until everything on screen is painted and quiet, and writes the
     * picture. The future fails with an {@code IOException} when the file cannot be written; it gives the written file.
     */
    public CompletableFuture<Path> take(Picture picture) {
        last.pose();
        frame.forget();
        return new Camera(stage, picture, new Camera.Subject(settings, accounts, counts, list, threads::idle,
                () -> context.engine().jobs().underWay().size(), this::go)).take();
    }

    /** Remembers the window's place, ends every subscription and thread of its own. May be called twice. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        desktop.close();
        frame.remember(view.sidebarWidthProperty().get(), view.detailsShown(settings.get().detailsShown()));
        List.<Runnable>of(view::closeThread, list::close, counts::close, status::close, jobs::close, planned::close,
                health::close, accounts::close, news::close).forEach(Runnable::run);
        clock.stop();
        settings.flush();
        threads.close();
    }

    private TemplatesPage templatesPage() {
        return view.thread().templates().page(() -> go(Page.INBOX));
    }

    private SettingsPage settingsPage() {
        return new SettingsPage(settings, accounts,
                SettingsPage.AccountActions.of(this::connectAgain, context, threads::connect, notices),
                SettingsPage.Cards.of(settings, context, bridge, jobs.summaryProperty(), clock,
                        SettingsPage.encryption(context, threads::connect, notices)),
                context, this::go);
    }

    private ThreadContext threadContext() {
        return new ThreadContext(context.database(), context.engine(), bridge, clock, avatars,
                MediaContext.over(context.dataFolder(), context.database(), context.engine(), bridge, threads::decode,
                        context.surroundings().openFile(), context.clock()),
                new ThreadContext.Outside(new ReplyDesk.Habits(() -> settings.get().enterSends(),
                        () -> settings.get().undo(), accounts::humanAgent, () -> go(Page.PLANNED)),
                        context.surroundings().openLink(), settings.emoji()));
    }

    /** The conversation's side of the window. The first picture does without: the list is what it is looked at for. */
    private ThreadPane conversation(ThreadContext context) {
        ThreadPane built = new ThreadPane(context);
        ObservableValue<@Nullable AccountId> writing = list.selectedProperty()
                .map(id -> id == null ? null : id.account());
        built.composer().setFrom(new AccountTag(writing, accounts.accountsProperty()));
        built.putAboveReply(reconnectBar(ReconnectBar.Place.REPLY, writing));
        accounts.humanAgentProperty().subscribe(now -> built.lookAgain());
        built.templates().install(stage.getScene(), () -> go(Page.TEMPLATES));
        built.templates().remindedProperty().subscribe(inbox::setReminded);
        built.detailsShownProperty().set(settings.get().detailsShown());
        view.widthProperty().subscribe(width -> built.setOnBack(view.takesTurns() ? this::back : null));
        root.getChildren().add(built.viewer());
        return built;
    }

    private void connectParts() {
        frame.followAttention(context.engine(), clock, context.database().upkeep());
        Hands.install(stage.getScene(), new Hands.Actions(this::search, this::back, this::move, context.engine()::wake,
                this::go, desktop::openLatest, view::showShortcuts, this::showJobs), view::thread);
        accounts.accountsProperty().subscribe(all -> counts.follow(all.stream().map(Account::id).toList()));
        accounts.currentProperty().addListener((property, before, account) -> showAccount());
        accounts.togetherProperty().addListener((property, before, all) -> showAccount());
        accounts.healthProperty().subscribe(inbox::setHealth);
        accounts.knownProperty().subscribe(now -> showAccounts());
        accounts.accountsProperty().subscribe(now -> showAccounts());
        list.selectedProperty().subscribe(this::open);
        inbox.addNotice(reconnectBar(ReconnectBar.Place.LIST, accounts.concernProperty()));
        clock.nowProperty().subscribe(status::refresh);
        clock.nowProperty().subscribe(settings::tryAgain);
        inbox.followHumanAgent(accounts.humanAgentProperty());
        inbox.setOnLookAgain(context.engine()::wake);
        inbox.setOnReply(this::reply);
    }

    private ReconnectBar reconnectBar(ReconnectBar.Place place, ObservableValue<@Nullable AccountId> whose) {
        return new ReconnectBar(place,
                new ReconnectBar.Facts(whose, accounts.accountsProperty(), accounts.healthsProperty()),
                this::connectAgain);
    }

    private void showAccounts() {
        boolean none = accounts.accountsProperty().get().isEmpty();
        view.setRailShown(!none);
        if (accounts.knownProperty().get()) {
            showAccount();
            if (none) {
                view.connect().prepare(null, null, false);
                view.pageProperty().set(Page.CONNECT);
            }
        }
    }

    private void showAccount() {
        inbox.setAccount(accounts.currentProperty().get(),
                accounts.togetherProperty().get() ? accounts.accountsProperty().get() : List.of());
        last.accountsShown(this::whenPainted);
    }

    private void open(@Nullable ConversationId id) {
        accounts.opened(id == null ? null : id.account());
        if (id != null || view.builtThread().isPresent()) {
            view.thread().show(id);
        }
        view.setReading(id != null);
        if (id != null && view.takesTurns()) {
            // What had the keyboard is hidden now, and would still take Esc for itself.
            view.thread().focusTimeline();
        }
        last.remember();
    }

    private void reply() {
        view.setReading(true);
        view.thread().focusComposer();
    }

    private void connected(Account account) {
        accounts.select(account.id());
        view.pageProperty().set(Page.INBOX);
        inbox.focusList();
    }

    private void connectAgain() {
        Optional.ofNullable(accounts.currentProperty().get()).ifPresent(this::connectAgain);
    }

    private void connectAgain(Account account) {
        // The engine knows sooner than the stored account what is wrong.
        Health health = accounts.healthsProperty().get().get(account.id());
        view.connect().prepare(account, health != null ? health.problem() : account.statusReason(), true);
        view.pageProperty().set(Page.CONNECT);
        view.connect().focusToken();
    }

    /** Shows a page; the connect page in place of the inbox while there is no account. */
    public void go(Page page) {
        boolean none = accounts.accountsProperty().get().isEmpty();
        if (page == Page.CONNECT) {
            view.connect().prepare(null, null, !none);
        }
        view.pageProperty().set(none && page == Page.INBOX ? Page.CONNECT : page);
        view.takeKeyboard(page);
    }

    /** Opens the conversation of a planned reply, of whatever account, to change the reply or to look at it. */
    private void show(OutboxMessage reply, boolean edit) {
        show(reply.conversation());
        if (edit) {
            view.thread().edit(reply);
        }
    }

    private void show(ConversationId id) {
        accounts.select(id.account());
        go(Page.INBOX);
        list.select(id);
        view.setReading(true);
    }

    private void show(ConversationFilter.Tab tab) {
        go(Page.INBOX);
        list.showTab(tab);
    }

    private boolean shows(ConversationId id) {
        return view.pageProperty().get() == Page.INBOX && id.equals(list.selectedProperty().get());
    }

    DesktopNotices desktop() {
        return desktop;
    }

    private void showShortcuts() {
        view.showShortcuts();
    }

    private void back() {
        if (!view.stepBack(() -> go(Page.INBOX))) {
            list.search("");
        }
    }

    private void showJobs() {
        view.toggleJobs();
    }

    private void search() {
        go(Page.INBOX);
        inbox.focusSearch();
    }

    private void move(int steps) {
        if (view.pageProperty().get() == Page.INBOX) {
            list.move(steps);
        }
    }
}
