package app.ajar.ui.inbox;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.text.WindowWords;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The sidebar: whose inbox it is, search, tabs, and the list of conversations. */
public final class InboxPane extends VBox {

    private static final double SIDE = 14;
    private static final Duration RECOUNT = Duration.ofSeconds(30);

    private final InboxViewModel model;
    private final AccountCounts counts;
    private final Label username = new Label();
    private final Label asOf = new Label();
    private final UiClock clock;
    private final SearchField search;
    private final ConversationList list;
    private final ListPlaceholder placeholder;
    private @Nullable Account account;
    private @Nullable Health health;
    private Runnable onLookAgain = () -> {};
    private Runnable onReply = () -> {};
    private Instant counted;

    /** Loads what the words of rows take, on this thread: texts, formats and plurals of the language. Touches no node. */
    public static void prepareWords() {
        Instant now = Instant.now();
        String words = WindowWords.remaining(new ReplyWindow(ReplyWindow.Status.OPEN, now.plus(ReplyWindow.CLOSING)),
                now);
        for (Instant at : List.of(now, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(20)))) {
            Times.row(at, now, ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT));
        }
        Texts.get("inbox.row.accessibleUnread", words, words, words, words, words, 2);
    }

    public InboxPane(InboxViewModel model, AccountCounts counts, Avatars avatars, UiClock clock) {
        this.model = model;
        this.counts = counts;
        this.clock = clock;
        this.counted = clock.nowProperty().get();
        Theme.dress(this, "inbox.css");
        getStyleClass().add("inbox");

        Label title = new Label(Texts.get("inbox.title"));
        title.getStyleClass().add("words-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        username.getStyleClass().add("inbox-username");
        asOf.getStyleClass().add("inbox-as-of");
        asOf.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(title, username, space, asOf);
        header.getStyleClass().add("inbox-header");

        list = new ConversationList(model, avatars, clock);
        list.setAccessibleText(Texts.get("inbox.list"));
        placeholder = new ListPlaceholder(this::act);
        // Until there is something to say: a pane that scrolls is much to build for a list that is about to have rows.
        list.setPlaceholder(new Region());
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::onListKey);
        list.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                onReply.run();
            }
        });
        ScrollBar bar = new ScrollBar();
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.getStyleClass().add("list-scroll");
        list.scrollWith(bar);
        StackPane area = new StackPane(list, bar);
        area.getStyleClass().add("list-area");
        StackPane.setAlignment(bar, Pos.CENTER_RIGHT);
        setVgrow(area, Priority.ALWAYS);
        search = new SearchField(model, this::focusList);
        setMargin(search, new Insets(0, SIDE, 0, SIDE));
        getChildren().addAll(header, search, new FilterChips(model, counts), area);

        model.filterProperty().subscribe(now -> showPlaceholder());
        model.settledProperty().subscribe(now -> showPlaceholder());
        model.rows().addListener((ListChangeListener<ConversationRow>) change -> showPlaceholder());
        clock.nowProperty().subscribe(this::timePassed);
    }

    /**
     * Whose inbox this is; null when none is connected.
     *
     * @param together all accounts whose conversations are shown, in the order in which they were connected; empty for
     *        those of the one account alone
     */
    public void setAccount(@Nullable Account shown, List<Account> together) {
        account = shown;
        boolean all = !together.isEmpty();
        username.setText(all
                ? Texts.get("inbox.together", together.size())
                : shown == null ? "" : shown.handle());
        Map<AccountId, Integer> colours = Account.colours(together);
        list.setWhose(together.stream().collect(Collectors.toMap(Account::id,
                each -> new RowView.Whose(each.shownUsername(), colours.getOrDefault(each.id(), 0)))));
        model.showAccount(all || shown == null ? null : shown.id());
        showPlaceholder();
    }

    /** Puts something below the pane's title, for what concerns the whole list. */
    public void addNotice(Node notice) {
        setMargin(notice, new Insets(0, SIDE, 8, SIDE));
        getChildren().add(1, notice);
    }

    /** How the account is doing; says why the list is empty. */
    public void setHealth(@Nullable Health now) {
        health = now;
        showPlaceholder();
        showAge();
    }

    /** Which conversations wait for an answer that the user wanted to be reminded of. */
    public void setReminded(Set<ConversationId> reminded) {
        list.setReminded(reminded);
    }

    /** From now on rings and times follow for which accounts the seven days with a person answering are on. */
    public void followHumanAgent(ObservableValue<Set<AccountId>> accounts) {
        list.followHumanAgent(accounts);
    }

    /** What "Look again" does. */
    public void setOnLookAgain(Runnable lookAgain) {
        onLookAgain = lookAgain;
    }

    /** What Enter on a conversation does. */
    public void setOnReply(Runnable reply) {
        onReply = reply;
    }

    /** Moves the keyboard to the search. */
    public void focusSearch() {
        search.focus();
    }

    /** Moves the keyboard to the list. */
    public void focusList() {
        list.requestFocus();
    }

    /** Whether the keyboard is in the list. */
    public boolean isListFocused() {
        return list.isFocused();
    }

    /** Draws this person again, because the stored picture changed. */
    public void pictureChanged(ParticipantId person) {
        list.pictureChanged(person);
    }

    private void onListKey(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER && model.selectedProperty().get() != null) {
            onReply.run();
            key.consume();
        }
    }

    private void act(ListMessage.Action action) {
        switch (action) {
            case SHOW_ALL -> {
                model.search("");
                model.showTab(Tab.ALL);
            }
            case LOOK_AGAIN -> onLookAgain.run();
            case NONE -> {
            }
        }
    }

    private void showPlaceholder() {
        boolean known = model.settledProperty().get() && model.rows().isEmpty() && account != null;
        ListMessage message = known && account != null
                ? ListMessage.of(model.filterProperty().get(), account.shownUsername(), health)
                : null;
        placeholder.show(message);
        if (message != null && list.getPlaceholder() != placeholder) {
            list.setPlaceholder(placeholder);
        }
    }

    /** While what is shown is not the present, the list says so. */
    private void showAge() {
        Instant now = clock.nowProperty().get();
        String words = Optional.ofNullable(health).flatMap(known -> known.asOf(now))
                .map(at -> Texts.get("inbox.asOf", Times.message(at, now, ZoneId.systemDefault(),
                        Locale.getDefault(Locale.Category.FORMAT))))
                .orElse("");
        asOf.setText(words);
        asOf.setVisible(!words.isEmpty());
        asOf.setManaged(!words.isEmpty());
    }

    private void timePassed(Instant now) {
        showAge();
        if (Duration.between(counted, now).compareTo(RECOUNT) >= 0) {
            counted = now;
            counts.timePassed();
            model.timePassed();
        }
    }
}
