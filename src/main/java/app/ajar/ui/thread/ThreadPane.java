package app.ajar.ui.thread;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.sync.Health;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.compose.TypingSign;
import app.ajar.ui.emoji.EmojiTool;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.media.Viewer;
import app.ajar.ui.templates.TemplateTools;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The whole conversation: header, timeline, composer and details. The window embeds one and tells it what to show; it reads
 * the store itself, listens to the change feed for its conversation alone, tells sync which conversation is watched, and
 * marks it as read while the user looks at it. Used from the toolkit's thread only.
 */
public final class ThreadPane extends BorderPane implements AutoCloseable {

    private final ThreadContext context;
    private final TimelineRows rowsOf = new TimelineRows(ZoneId::systemDefault,
            Locale.getDefault(Locale.Category.FORMAT));
    private final ThreadViewModel model;
    private final ThreadHeader header;
    private final TimelineView timeline;
    private final TimelinePane talk;
    private final ReplyDesk desk;
    private final TemplateTools templates;
    private final DetailsPane details;
    private final Viewer viewer;
    private final BorderPane conversation = new BorderPane();
    private final BooleanProperty detailsShown = new SimpleBooleanProperty(true);
    private final BooleanProperty detailsFit = new SimpleBooleanProperty(true);
    private final ChangeFeed.Subscription healths;
    private ZonedDateTime drawnOn;

    public ThreadPane(ThreadContext context) {
        this.context = context;
        model = new ThreadViewModel(context.database(), context.bridge(), context.clock()::now, rowsOf);
        header = new ThreadHeader(context.avatars());
        viewer = new Viewer(context.media(), context.clock()::now);
        desk = new ReplyDesk(context.desk());
        talk = new TimelinePane(context, model, desk, this::openMedia);
        timeline = talk.timeline();
        templates = new TemplateTools(desk.composer(), context.desk());
        EmojiTool.attach(desk.composer(), context.outside().emoji());
        TypingSign.follow(desk.composer(), context.sync().presence());
        details = new DetailsPane(context, rowsOf, this::openMedia);
        details.add(templates.reminderChoice());
        healths = context.sync().onHealth(account -> context.bridge().onToolkit(this::lookAgain));
        drawnOn = today();
        getStyleClass().add("thread-pane");
        Theme.dress(this, "thread.css");
        build();
        listen();
        showState(ThreadViewModel.State.NOTHING);
    }

    private void build() {
        conversation.setTop(header);
        conversation.setCenter(talk);
        conversation.setBottom(desk);
    }

    private void listen() {
        model.conversationProperty().addListener((property, before, row) -> showConversation(row));
        model.stateProperty().addListener((property, before, state) -> showState(state));
        timeline.atBottomProperty().addListener((property, before, bottom) -> seen());
        context.clock().nowProperty().addListener((property, before, now) -> lookAgain());
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.Z && key.isShortcutDown() && !key.isShiftDown() && desk.undo()) {
                key.consume();
            }
        });
        header.star().setOnAction(event -> toggleStar());
        header.read().setOnAction(event -> markRead());
        header.details().setOnAction(event -> detailsShown.set(!detailsShown.get()));
        sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty).subscribe(this::seen);
        visibleProperty().subscribe(timeline::setShown);
        detailsShown.addListener((property, before, shown) -> showDetails());
        detailsFit.addListener((property, before, fit) -> showDetails());
    }

    /** Shows this conversation, or with null the empty state. The text being written is kept as a draft. */
    public void show(@Nullable ConversationId id) {
        if (Objects.equals(id, model.opened())) {
            return;
        }
        desk.leave();
        talk.open(id);
        context.sync().watch(id);
        model.open(id, draft -> {
            if (id != null) {
                desk.open(id, draft);
            }
        });
    }

    public @Nullable ConversationId shown() {
        return model.opened();
    }

    /** Puts the cursor where a reply is written, if one can be. */
    public void focusComposer() {
        composer().focusFirst();
    }

    /** Opens what lets a reply go later. */
    public void later() {
        if (model.stateProperty().get() == ThreadViewModel.State.SHOWN) {
            desk.later();
        }
    }

    /** Takes a planned reply's words into the composer; its conversation is shown already, or about to be. */
    public void edit(OutboxMessage reply) {
        desk.edit(reply);
    }

    /** Puts something above the place where replies are written, for what decides whether they go. */
    public void putAboveReply(Node notice) {
        VBox.setMargin(notice, new Insets(8, 18, 8, 18));
        conversation.setBottom(new VBox(notice, desk));
    }

    /** Where replies are written; other rooms put their tools there. */
    public Composer composer() {
        return desk.composer();
    }

    /** Puts the keyboard into the timeline, as soon as there is one to see. */
    public void focusTimeline() {
        (timeline.getScene() == null ? this : timeline).requestFocus();
    }

    /** Stars the conversation, or takes the star back. */
    public void toggleStar() {
        Conversation row = model.conversationProperty().get();
        if (row != null) {
            context.bridge().run(() -> context.database().notes().setPriority(row.id(), !row.priority()));
        }
    }

    /** Nothing of the conversation counts as unread any more. */
    public void markRead() {
        ConversationId id = model.opened();
        if (id != null) {
            context.bridge().run(() -> context.database().notes().markRead(id));
        }
    }

    /** Photos and videos large; the window lays it over everything. Not visible until something is opened. */
    public Node viewer() {
        return viewer;
    }

    private void openMedia(MediaItem item) {
        viewer.open(item, this::personName);
    }

    private String personName() {
        Conversation row = model.conversationProperty().get();
        return row == null ? "" : row.person().displayName();
    }

    /** Templates, as this conversation uses them. */
    public TemplateTools templates() {
        return templates;
    }

    /** Whether the user wants the details; the header's button changes it. */
    public BooleanProperty detailsShownProperty() {
        return detailsShown;
    }

    /** Whether the window has room for the details; set by the window. They show when wanted and fitting. */
    public BooleanProperty detailsFitProperty() {
        return detailsFit;
    }

    /** Shows a back button in the header that does this, for windows too narrow for list and conversation; null for none. */
    public void setOnBack(@Nullable Runnable back) {
        header.showBack(back);
    }

    /** Saves the draft and stops listening; before the database closes. */
    @Override
    public void close() {
        desk.close();
        templates.close();
        context.database().notes().looking(null);
        viewer.close();
        details.close();
        model.close();
        healths.close();
        context.clock().watch(this, null);
    }

    private void showState(ThreadViewModel.State state) {
        switch (state) {
            case NOTHING -> showEmpty("thread.empty");
            case FAILED -> showEmpty("thread.unreadable");
            case SHOWN -> {
                setCenter(conversation);
                showDetails();
                if (isFocused()) {
                    timeline.requestFocus();
                }
            }
            case LOADING -> {
                // What is on screen stays until the other conversation is read, a few milliseconds later.
            }
        }
    }

    private void showEmpty(String key) {
        setCenter(new EmptyThread(key));
        setRight(null);
        details.setOpen(false);
        talk.forget();
    }

    private void showConversation(@Nullable Conversation row) {
        if (row == null) {
            return;
        }
        header.show(row);
        details.show(row);
        showWindow(row);
        seen();
    }

    private void showWindow(Conversation row) {
        Instant now = context.clock().now();
        ReplyWindow window = desk.window(row);
        context.clock().watch(this, window.until());
        header.showWindow(window, now);
        details.showWindow(window, now);
        desk.show(row);
        boolean offline = context.sync().health(row.id().account())
                .filter(health -> health.phase() == Health.Phase.OFFLINE).isPresent();
        model.setOutlook(rowsOf.outlook(window, offline, now));
    }

    /** Time passed, or what the account may do changed: whether a reply can be written is looked at again. */
    public void lookAgain() {
        Conversation row = model.conversationProperty().get();
        if (row != null) {
            showWindow(row);
            details.readStored();
        }
        if (!today().equals(drawnOn)) {
            drawnOn = today();
            model.publish();
        }
    }

    /** The day as it began where the computer is. */
    private ZonedDateTime today() {
        return context.clock().now().atZone(rowsOf.zone()).truncatedTo(ChronoUnit.DAYS);
    }

    private void showDetails() {
        boolean visible = detailsShown.get() && detailsFit.get();
        header.showDetails(detailsShown.get(), detailsFit.get());
        Conversation row = model.conversationProperty().get();
        boolean show = visible && row != null && model.stateProperty().get() == ThreadViewModel.State.SHOWN;
        setRight(show ? details : null);
        details.setOpen(show);
    }

    /** What the reader has before them counts as read, now and as it arrives. */
    private void seen() {
        Window window = getScene() == null ? null : getScene().getWindow();
        boolean looking = timeline.atBottomProperty().get() && window != null && window.isFocused();
        context.database().notes().looking(looking ? model.opened() : null);
        Conversation row = model.conversationProperty().get();
        if (looking && row != null) {
            context.sync().presence().seen(row.id());
            if (row.unread() > 0) {
                markRead();
            }
        }
    }
}
