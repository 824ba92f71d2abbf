package app.ajar.ui.notify;

import app.ajar.model.Conversation;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * One card at the screen's corner: who, what, and since it is there for a press, nothing else to do but to send it away.
 * Nothing in it takes the keyboard: the window under which it stands hands each of its keys on to what has it here.
 */
final class CardView extends HBox {

    static final double WIDTH = 384;
    private static final double PICTURE = 40;
    private static final double RING = 50;
    private static final double SIGN = 19;
    private static final double SMALL_ICON = 14;

    private final Avatars avatars;
    private final Runnable open;
    private final StackPane face = new StackPane();
    private final EmojiText title = new EmojiText(1);
    private final Label count = new Label();
    private final VBox lines = new VBox();

    /** What its presses do. */
    record Actions(Runnable open, Runnable close, Runnable pause) {}

    CardView(Avatars avatars, Actions actions) {
        this.avatars = avatars;
        this.open = actions.open;
        getStyleClass().add("notify-card");
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        face.getStyleClass().add("notify-face");
        face.setMinSize(RING, RING);
        face.setMaxSize(RING, RING);
        title.setFont(EmojiText.FontRole.NAME);
        count.getStyleClass().addAll("words-small-strong", "notify-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, count, space, button(Icon.PAUSE, "notify.pause", actions.pause),
                button(Icon.CLOSE, "notify.close", actions.close));
        head.getStyleClass().add("notify-head");
        head.setAlignment(Pos.CENTER_LEFT);
        lines.getStyleClass().add("notify-lines");
        VBox words = new VBox(head, lines);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(face, words);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleHelp(Texts.get("notify.open"));
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                open.run();
            }
        });
    }

    private static IconButton button(Icon icon, String key, Runnable action) {
        IconButton button = new IconButton(icon, SMALL_ICON, Texts.get(key), null);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        button.setOnMouseClicked(click -> click.consume());
        return button;
    }

    /** @param now for the ring around the person's picture */
    void show(CardWords words, Icon sign, Instant now) {
        title.setText(words.title());
        count.setText(words.count());
        lines.getChildren().setAll(words.lines().stream().map(line -> {
            // One line each: the toolkit cannot be left to wrap every script, least of all in a popup, which asks for its
            // content's bounds before that is laid out.
            EmojiText text = new EmojiText(1);
            text.getStyleClass().add("notify-line");
            text.setFont(EmojiText.FontRole.BODY);
            text.setText(line);
            return text;
        }).toList());
        face.getChildren().setAll(List.of(face(words.face(), sign, now)));
        setAccessibleText(words.accessible());
    }

    private Node face(Optional<Conversation> who, Icon sign, Instant now) {
        if (who.isEmpty()) {
            return sign.node(SIGN);
        }
        Conversation row = who.get();
        AvatarDisc disc = new AvatarDisc(avatars, PICTURE, RING);
        disc.show(row.person(), row.avatarFile());
        disc.setWindow(ReplyWindow.at(row.window(), false, now), now);
        return disc;
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            open.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
