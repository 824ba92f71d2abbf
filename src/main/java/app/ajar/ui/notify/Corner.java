package app.ajar.ui.notify;

import app.ajar.settings.Notifications.Details;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.Theme;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lower right corner of the screen on which the main window stands, and the cards there. Never takes the keyboard from
 * whatever has it.
 */
final class Corner implements AutoCloseable {

    /** How long a card stands while nobody points at it. */
    static final Duration LIFE = Duration.seconds(8);
    private static final double MARGIN = 8;

    private final Stage main;
    private final boolean linux;
    private final Avatars avatars;
    private final Presses presses;
    private final Stack stack = new Stack();
    private final Map<String, Standing> standing = new LinkedHashMap<>();
    private Duration life = LIFE;
    private boolean pointed;
    private boolean stays;
    private @Nullable Window window;

    /**
     * What presses do.
     *
     * @param over a card was closed, or its time is over
     */
    record Presses(Consumer<Card> open, Consumer<Card> over, Runnable pause) {}

    /**
     * How cards are drawn.
     *
     * @param stay whether they stay until they are closed
     */
    record Manner(Details details, boolean stay, boolean dark, Instant now) {}

    /** A card that stands, and the time that it has left. */
    private static final class Standing {

        private final CardView view;
        private final PauseTransition time;
        private Card card;

        Standing(Card card, CardView view, PauseTransition time) {
            this.card = card;
            this.view = view;
            this.time = time;
        }
    }

    /** The cards above each other; a class of its own, because a sheet is found beside it. */
    private static final class Stack extends VBox {

        Stack() {
            getStyleClass().add("notify-corner");
            setAccessibleRole(AccessibleRole.PARENT);
            setAccessibleText(Texts.get("notify.corner"));
        }
    }

    /** @param linux whether a popup of a window that is hidden or not in front is seen all the same */
    Corner(Stage main, boolean linux, Avatars avatars, Presses presses) {
        this.main = main;
        this.linux = linux;
        this.avatars = avatars;
        this.presses = presses;
        Theme.dress(stack, "notify.css");
        // A pointer that merely rests where a card comes up reads nothing.
        stack.setOnMouseMoved(moved -> pointedAt(true));
        stack.setOnMouseExited(left -> pointedAt(false));
    }

    /** For how long cards stand from now on; for tests. */
    void setLife(Duration newLife) {
        life = newLife;
    }

    /** How many cards will go by themselves, as things stand. */
    long running() {
        return standing.values().stream().filter(shown -> shown.time.getStatus() == Animation.Status.RUNNING).count();
    }

    /** Makes these the cards that stand. One that tells of more than before has its whole time again. */
    void show(List<Card> cards, Manner manner) {
        Set<String> keys = cards.stream().map(Card::key).collect(Collectors.toSet());
        standing.entrySet().removeIf(shown -> {
            boolean gone = !keys.contains(shown.getKey());
            if (gone) {
                shown.getValue().time.stop();
            }
            return gone;
        });
        List<CardView> views = new ArrayList<>();
        for (Card card : cards) {
            Standing shown = standing.get(card.key());
            boolean more = shown == null || card.weight() > shown.card.weight();
            if (shown == null) {
                shown = standing(card);
                standing.put(card.key(), shown);
            }
            shown.card = card;
            shown.view.show(CardWords.of(card, manner.details, ZoneId.systemDefault(), Texts.tongue().dates()),
                    sign(card), manner.now);
            if (more) {
                shown.time.stop();
            }
            views.add(shown.view);
        }
        stays = manner.stay;
        runTimes();
        stack.getChildren().setAll(views);
        if (cards.isEmpty()) {
            close();
        } else if (window == null || !window.isShowing()) {
            rise(manner.dark);
        } else if (changesHeight()) {
            // One that changed size and place while it is shown would for a moment be drawn beyond the screen's edge: at its
            // old size in its new place, or the other way round. A new one has both from the start.
            window.hide();
            rise(manner.dark);
        } else {
            Theme.apply(stack.getScene(), manner.dark);
            settle(window);
        }
    }

    private boolean changesHeight() {
        stack.applyCss();
        return stack.prefHeight(stack.prefWidth(-1)) != stack.getHeight();
    }

    private static Icon sign(Card card) {
        return card instanceof Card.ManyClosing || card instanceof Card.Closing ? Icon.CLOCK : Icon.INBOX;
    }

    private Standing standing(Card card) {
        String key = card.key();
        CardView view = new CardView(avatars, new CardView.Actions(() -> press(key, presses.open),
                () -> press(key, presses.over), presses.pause));
        PauseTransition time = new PauseTransition(life);
        time.setOnFinished(over -> press(key, presses.over));
        return new Standing(card, view, time);
    }

    private void press(String key, Consumer<Card> action) {
        Standing shown = standing.get(key);
        if (shown != null) {
            action.accept(shown.card);
        }
    }

    /** Nothing goes under the pointer of somebody who reads. */
    private void pointedAt(boolean now) {
        pointed = now;
        runTimes();
    }

    private void runTimes() {
        standing.values().forEach(shown -> {
            if (pointed || stays) {
                shown.time.stop();
            } else if (shown.time.getStatus() != Animation.Status.RUNNING) {
                shown.time.playFromStart();
            }
        });
    }

    /**
     * A popup of the main window never takes the keyboard, not even from that window's reply field. Windows and macOS hide it
     * with a window that is minimized or behind others; but there no program in the background can take the keyboard, so
     * that a window of its own can stand above all others.
     */
    private void rise(boolean dark) {
        Rectangle2D room = ground();
        if (linux || main.isFocused()) {
            Popup popup = new Popup();
            popup.setAutoFix(false);
            popup.setHideOnEscape(false);
            popup.setAnchorLocation(PopupWindow.AnchorLocation.WINDOW_BOTTOM_RIGHT);
            Theme.apply(popup.getScene(), dark);
            popup.getContent().setAll(List.of(stack));
            // Its size before it is shown, because its place is reckoned from that.
            stack.applyCss();
            stack.autosize();
            stack.layout();
            window = popup;
            popup.show(main, room.getMaxX() - MARGIN, room.getMaxY() - MARGIN);
        } else {
            Stage alone = new Stage(StageStyle.TRANSPARENT);
            alone.setTitle(Texts.get("notify.corner"));
            alone.setAlwaysOnTop(true);
            VBox ground = new VBox();
            ground.getStyleClass().add("notify-ground");
            Scene scene = new Scene(ground, Color.TRANSPARENT);
            Theme.apply(scene, dark);
            ground.getChildren().add(stack);
            alone.setScene(scene);
            window = alone;
            settle(alone);
            alone.show();
        }
    }

    /** A window of its own grows upwards; a popup does so by itself. */
    private void settle(Window shown) {
        if (shown instanceof Stage alone) {
            alone.sizeToScene();
            Rectangle2D room = ground();
            stack.applyCss();
            double width = stack.prefWidth(-1);
            alone.setX(room.getMaxX() - MARGIN - width);
            alone.setY(room.getMaxY() - MARGIN - stack.prefHeight(width));
        }
    }

    private Rectangle2D ground() {
        List<Screen> under = Screen.getScreensForRectangle(main.getX(), main.getY(), Math.max(1, main.getWidth()),
                Math.max(1, main.getHeight()));
        return (under.isEmpty() ? Screen.getPrimary() : under.getFirst()).getVisualBounds();
    }

    /** Takes down whatever stands. */
    @Override
    public void close() {
        standing.values().forEach(shown -> shown.time.stop());
        standing.clear();
        pointed = false;
        stack.getChildren().clear();
        Window shown = window;
        window = null;
        if (shown != null) {
            shown.hide();
        }
    }
}
