package app.ajar.ui.thread;

import app.ajar.model.Conversation;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.time.Instant;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Who it is, how long they can be answered, and what can be done with the conversation. */
final class ThreadHeader extends HBox {

    /** In a narrower one the name has the room: else the details beside the conversation are pushed over the edge. */
    private static final double ROOM_FOR_BAR = 480;

    private final AvatarDisc disc;
    private final EmojiText name = new EmojiText(1);
    private final EmojiText username = new EmojiText(1);
    private final EmojiText facts = new EmojiText(1);
    private final WindowPill pill = new WindowPill();
    private final IconButton back = new IconButton(Icon.BACK, Texts.get("thread.back"), "Esc");
    private final IconButton star = new IconButton(Icon.STAR, Texts.get("thread.star"), "Ctrl+D");
    private final IconButton read = new IconButton(Icon.CHECK, Texts.get("thread.read"), "Ctrl+E");
    private final IconButton details = new IconButton(Icon.DETAILS, Texts.get("thread.details.show"), "Ctrl+I");

    ThreadHeader(Avatars avatars) {
        super(10);
        disc = new AvatarDisc(avatars, 36, 46);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("thread-header");
        name.setFont(EmojiText.FontRole.BODY_STRONG);
        name.getStyleClass().add("thread-name");
        username.getStyleClass().add("thread-faint");
        facts.setFont(EmojiText.FontRole.SMALL);
        facts.getStyleClass().add("thread-faint");
        VBox person = new VBox(3, new Names(name, username), facts);
        person.setAlignment(Pos.CENTER_LEFT);
        person.setMinWidth(60);
        HBox.setHgrow(person, Priority.ALWAYS);
        pill.setMinWidth(USE_PREF_SIZE);
        widthProperty().subscribe(width -> pill.setRoomForBar(width.doubleValue() >= ROOM_FOR_BAR));
        details.getStyleClass().add("details-button");
        showBack(null);
        getChildren().addAll(back, disc, person, pill, star, read, details);
    }

    Button star() {
        return star;
    }

    Button read() {
        return read;
    }

    Button details() {
        return details;
    }

    void showBack(@Nullable Runnable action) {
        back.setVisible(action != null);
        back.setManaged(action != null);
        back.setOnAction(event -> {
            if (action != null) {
                action.run();
            }
        });
    }

    void show(Conversation conversation) {
        disc.show(conversation.person(), conversation.avatarFile());
        String displayName = conversation.person().displayName();
        name.setText(displayName);
        String handle = conversation.person().handle();
        username.setText(handle.equals("@" + displayName) ? "" : handle);
        String line = PersonFacts.line(conversation.person(), Locale.getDefault(Locale.Category.FORMAT));
        facts.setText(line);
        facts.setVisible(!line.isEmpty());
        facts.setManaged(!line.isEmpty());
        star.setActive(conversation.priority());
        star.setWords(Texts.get(conversation.priority() ? "thread.unstar" : "thread.star"));
        read.setVisible(conversation.unread() > 0);
        read.setManaged(conversation.unread() > 0);
    }

    void showWindow(ReplyWindow window, Instant now) {
        disc.setWindow(window, now);
        pill.show(window, now);
    }

    void showDetails(boolean shown, boolean fit) {
        details.setVisible(fit);
        details.setManaged(fit);
        details.setActive(shown);
        details.setWords(Texts.get(shown ? "thread.details.hide" : "thread.details.show"));
    }

    /** Name and username on one line; where both do not fit, the name goes first. */
    private static final class Names extends Region {

        private static final double GAP = 6;
        private static final double LEAST = 48;

        private final EmojiText name;
        private final EmojiText username;

        Names(EmojiText name, EmojiText username) {
            this.name = name;
            this.username = username;
            getChildren().addAll(name, username);
        }

        @Override
        protected double computeMinWidth(double height) {
            return 0;
        }

        @Override
        protected double computePrefWidth(double height) {
            return name.prefWidth(-1) + GAP + username.prefWidth(-1);
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.max(name.prefHeight(-1), username.prefHeight(-1));
        }

        @Override
        protected void layoutChildren() {
            double nameWidth = Math.min(name.prefWidth(-1), getWidth());
            double rest = getWidth() - nameWidth - GAP;
            name.resizeRelocate(0, 0, nameWidth, getHeight());
            username.setVisible(rest >= Math.min(LEAST, username.prefWidth(-1)));
            username.resizeRelocate(nameWidth + GAP, 0, Math.max(0, Math.min(rest, username.prefWidth(-1))),
                    getHeight());
        }
    }
}
