package app.ajar.ui.thread;

import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.text.WindowWords;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The reply window in words and as a tiny bar: the ring's twin in the header. */
final class WindowPill extends HBox {

    private static final double BAR_WIDTH = 64;
    private static final double BAR_HEIGHT = 4;
    private static final Map<ReplyWindow.Status, PseudoClass> STATES = new EnumMap<>(ReplyWindow.Status.class);

    static {
        for (ReplyWindow.Status status : ReplyWindow.Status.values()) {
            STATES.put(status, PseudoClass.getPseudoClass(status.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    private final Label words = new Label();
    private String help = "";
    private boolean timeLeft;
    private boolean roomForBar = true;
    private final Region left = new Region();
    private final StackPane bar = new StackPane(left);

    WindowPill() {
        super(8);
        setAlignment(Pos.CENTER);
        getStyleClass().add("window-pill");
        setAccessibleRole(AccessibleRole.TEXT);
        setMaxHeight(USE_PREF_SIZE);
        words.setMinWidth(USE_PREF_SIZE);
        bar.getStyleClass().add("window-pill-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setMinSize(BAR_WIDTH, BAR_HEIGHT);
        bar.setMaxSize(BAR_WIDTH, BAR_HEIGHT);
        left.getStyleClass().add("window-pill-left");
        left.setMinHeight(BAR_HEIGHT);
        left.setMaxHeight(BAR_HEIGHT);
        IconButton.help(this, () -> help);
        getChildren().addAll(Icon.CLOCK.node(15), words, bar);
    }

    void show(ReplyWindow window, Instant now) {
        STATES.forEach((status, state) -> pseudoClassStateChanged(state, status == window.status()));
        String text = words(window, now);
        words.setText(text);
        help = help(window);
        setAccessibleText(text + ". " + help);
        double share = window.share(now);
        timeLeft = share > 0;
        showBar();
        // A sliver at least, as long as there is any time.
        double width = Math.max(BAR_HEIGHT, Math.rint(BAR_WIDTH * share));
        left.setMinWidth(width);
        left.setMaxWidth(width);
    }

    /** Whether there is room for the bar, which says again what the ring and the words do. */
    void setRoomForBar(boolean room) {
        roomForBar = room;
        showBar();
    }

    private void showBar() {
        bar.setVisible(timeLeft && roomForBar);
        bar.setManaged(timeLeft && roomForBar);
    }

    static String words(ReplyWindow window, Instant now) {
        return switch (window.status()) {
            case OPEN, HUMAN_AGENT -> Texts.get("thread.window.left", WindowWords.remaining(window, now));
            case CLOSING_SOON -> Texts.get("thread.window.closes", WindowWords.remaining(window, now));
            case CLOSED -> Texts.get("thread.window.closed");
            case UNKNOWN -> Texts.get("thread.window.unknown");
        };
    }

    private static String help(ReplyWindow window) {
        return Texts.get(switch (window.status()) {
            case OPEN, CLOSING_SOON -> "thread.window.open.help";
            case HUMAN_AGENT -> "thread.window.agent.help";
            case CLOSED -> "thread.window.closed.help";
            case UNKNOWN -> "thread.window.unknown.help";
        });
    }
}
