package app.ajar.ui.thread;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.MediaTable;
import app.ajar.store.MediaTable.FollowerChange;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.WrappingLabel;
import app.ajar.ui.media.MediaGrid;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of the person, and what of the conversation is on this computer. Shows only what there is. */
final class DetailsPane extends ScrollPane implements AutoCloseable {

    private final ThreadContext context;
    private final VBox content = new VBox(6);
    private final AvatarDisc disc;
    private final EmojiText name = new EmojiText(0);
    private final EmojiText username = new EmojiText(1);
    private final VBox profile = new VBox(8);
    private final VBox here = new VBox(8);
    private final VBox media = new VBox(8);
    private final Refresh refresh = new Refresh();
    private final MediaGrid grid;
    private final ChangeFeed.Subscription feed;
    private final TimelineRows words;
    private final Locale locale;
    private volatile @Nullable ConversationId shown;
    private @Nullable Participant known;
    private @Nullable ParticipantId person;
    private @Nullable FollowerChange followerChange;
    private boolean open;

    /** @param openMedia shows one of the conversation's photos or videos large */
    DetailsPane(ThreadContext context, TimelineRows words, Consumer<MediaItem> openMedia) {
        this.context = context;
        this.words = words;
        locale = words.locale();
        disc = new AvatarDisc(context.avatars(), 68, 78);
        grid = new MediaGrid(context.media(), this, openMedia);
        getStyleClass().add("details");
        content.getStyleClass().add("details-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(Texts.get("thread.details"));
        content.setAlignment(Pos.TOP_CENTER);
        name.setFont(EmojiText.FontRole.BODY_STRONG);
        name.getStyleClass().add("details-name");
        username.getStyleClass().add("thread-faint");
        username.setMaxWidth(USE_PREF_SIZE);
        media.getChildren().addAll(title("thread.details.media"), grid);
        content.getChildren().addAll(disc, name, username, refresh, profile, here, media);
        for (VBox section : new VBox[]{profile, here, media}) {
            section.getStyleClass().add("details-section");
            section.setFillWidth(true);
        }
        grid.setOnCounted(this::showGrid);
        showGrid();
        feed = context.database().feed().subscribe(this::changed);
    }

    /** Puts a section of another room below the profile. */
    void add(Node section) {
        section.getStyleClass().add("details-section");
        content.getChildren().add(content.getChildren().indexOf(here), section);
    }

    private void showGrid() {
        media.setVisible(!grid.isEmpty());
        media.setManaged(!grid.isEmpty());
    }

    /** On the store's thread. */
    private void changed(Change change) {
        boolean ours = change instanceof Change.Reset
                || (change instanceof Change.ThreadChanged thread && thread.id().equals(shown));
        if (ours) {
            context.bridge().onToolkit(() -> {
                if (open) {
                    grid.refresh();
                }
            });
        }
    }

    /** Whether it is on screen; only then it reads what it shows. */
    void setOpen(boolean now) {
        open = now;
        grid.show(open ? shown : null);
        if (open && person != null) {
            context.sync().wantProfile(person);
            readStored();
            if (known != null) {
                readFollowers(known);
            }
        }
    }

    /** How much is stored changes while it is looked at. */
    void readStored() {
        ConversationId id = shown;
        if (open && id != null) {
            context.bridge().load(() -> context.database().threads().extent(id), extent -> {
                if (id.equals(shown)) {
                    refresh.look();
                    showStored(extent.messages(), extent.oldest(), context.clock().now());
                }
            });
        }
    }

    void show(Conversation conversation) {
        Participant who = conversation.person();
        if (!conversation.id().equals(shown)) {
            refresh.end("");
            followerChange = null;
            setVvalue(0);
        }
        shown = conversation.id();
        known = who;
        person = who.id();
        grid.show(open ? shown : null);
        disc.show(who, conversation.avatarFile());
        String displayName = who.displayName();
        name.setText(displayName);
        String handle = who.handle();
        boolean told = !handle.isEmpty() && !handle.equals("@" + displayName);
        username.setText(told ? handle : "");
        username.setVisible(told);
        username.setManaged(told);
        showProfile(who);
        readFollowers(who);
    }

    /** Told numbers come with the profile, so they are read again whenever that is shown. */
    private void readFollowers(Participant who) {
        if (open && who.followers() != null) {
            context.bridge().load(() -> context.database().media().followerChange(who.id(), context.clock().now()),
                    change -> {
                        FollowerChange now = change.orElse(null);
                        if (who.id().equals(person) && !Objects.equals(now, followerChange)) {
                            followerChange = now;
                            showProfile(who);
                        }
                    });
        }
    }

    private void showProfile(Participant who) {
        profile.getChildren().setAll(title("thread.details.profile"));
        Integer followers = who.followers();
        if (followers != null) {
            add(profile, Icon.ACCOUNTS, PersonFacts.followers(followers, locale)
                    + (followerChange == null
                            ? ""
                            : PersonFacts.change(followerChange, context.clock().now(), words.zone(), locale)));
        }
        if (Boolean.TRUE.equals(who.followsUs())) {
            add(profile, Icon.PERSON, Texts.get("thread.details.follows"));
        }
        if (Boolean.TRUE.equals(who.followedByUs())) {
            add(profile, Icon.CHECK, Texts.get("thread.details.followed"));
        }
        if (Boolean.TRUE.equals(who.verified())) {
            add(profile, Icon.VERIFIED, Texts.get("thread.details.verified"));
        }
        if (profile.getChildren().size() == 1) {
            Label nothing = new Label(Texts.get("thread.details.not.known"));
            nothing.setWrapText(true);
            nothing.getStyleClass().add("details-nothing");
            profile.getChildren().add(nothing);
        }
    }

    /**
     * What is stored of the conversation.
     *
     * @param oldest when its oldest stored message was sent, null when there is none
     */
    private void showStored(long messages, @Nullable Instant oldest, Instant now) {
        here.getChildren().setAll(title("thread.details.here"));
        add(here, Icon.INBOX, Texts.get("thread.details.messages", messages));
        if (oldest != null) {
            add(here, Icon.CLOCK, Texts.get("thread.details.since", Times.date(oldest, now, words.zone(), locale)));
        }
    }

    @Override
    public void close() {
        feed.close();
        refresh.end("");
        grid.show(null);
    }

    void showWindow(ReplyWindow window, Instant now) {
        disc.setWindow(window, now);
    }

    private static Label title(String key) {
        Label title = new Label(Texts.get(key).toUpperCase(Locale.getDefault(Locale.Category.DISPLAY)));
        title.getStyleClass().add("words-section");
        return title;
    }

    private static void add(VBox section, Icon icon, String words) {
        EmojiText text = new EmojiText(0);
        text.setText(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(10, icon.node(15), text);
        line.setAlignment(Pos.CENTER_LEFT);
        section.getChildren().add(line);
    }

    /** Asks for picture and profile anew, and says what became of it. The button keeps the keyboard all the while. */
    private final class Refresh extends VBox {

        private final Button button = new Button(Texts.get("thread.details.refresh"), Icon.RETRY.node(12));
        private final Label said = new WrappingLabel("", "details-said");
        private @Nullable ParticipantId asked;
        private ChangeFeed.@Nullable Subscription following;

        Refresh() {
            button.getStyleClass().add("link-button");
            button.setOnAction(pressed -> ask());
            setAlignment(Pos.TOP_CENTER);
            getChildren().addAll(button, said);
            say("");
        }

        private void ask() {
            ParticipantId about = person;
            if (about == null || asked != null) {
                return;
            }
            asked = about;
            button.setText(Texts.get("thread.details.refreshing"));
            say("");
            context.sync().refreshProfile(about, () -> context.bridge().onToolkit(() -> follow(about)));
        }

        /** Only from now on: until it was asked for, the queue tells how an earlier one ended. */
        private void follow(ParticipantId about) {
            if (about.equals(asked)) {
                following = context.sync().jobs().onChange(() -> context.bridge().onToolkit(this::look));
                look();
            }
        }

        void look() {
            ParticipantId about = asked;
            if (about != null && following != null) {
                context.bridge().load(() -> context.database().media().refreshing(about), standing -> {
                    if (about.equals(asked)) {
                        // What ended long ago is cleaned up.
                        show(about, standing.orElse(new MediaTable.Refresh(false, null)));
                    }
                });
            }
        }

        private void show(ParticipantId about, MediaTable.Refresh standing) {
            if (standing.live()) {
                say(PersonFacts.delay(
                        context.sync().health(about.account()).map(Health::phase).orElse(Health.Phase.STARTING)));
            } else if (standing.failed() == null) {
                end(Texts.get(context.sync().keepsPictures()
                        ? "thread.details.refreshed"
                        : "thread.details.refreshed.profile"));
            } else {
                end(Texts.get("thread.details.refresh.failed", Texts.get("upkeep.reason." + standing.failed())));
            }
        }

        /** Nothing is under way any more, and this is what there is to say about it. */
        void end(String words) {
            if (following != null) {
                following.close();
                following = null;
            }
            asked = null;
            button.setText(Texts.get("thread.details.refresh"));
            say(words);
        }

        private void say(String words) {
            said.setText(words);
            said.setVisible(!words.isEmpty());
            said.setManaged(!words.isEmpty());
        }
    }
}
