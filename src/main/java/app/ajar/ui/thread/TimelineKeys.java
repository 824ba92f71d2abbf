package app.ajar.ui.thread;

import app.ajar.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The keyboard in the timeline: which message it stands on, and what keys and the context menu do there. */
final class TimelineKeys {

    /** The page keys go on by this much of a view. */
    static final double PAGE_SHARE = 0.9;

    private final TimelineView timeline;
    private final Consumer<String> copy;
    private @Nullable EntryView current;

    TimelineKeys(TimelineView timeline, Consumer<String> copy) {
        this.timeline = timeline;
        this.copy = copy;
        timeline.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (pressed(event)) {
                event.consume();
            }
        });
        timeline.setOnContextMenuRequested(this::showMenu);
        timeline.focusedProperty().subscribe(focused -> {
            if (!focused) {
                makeCurrent(null);
            }
        });
    }

    @Nullable
    EntryView current() {
        return current;
    }

    /** The keyboard stands on no message that is not there any more. */
    void forgetUnless(Predicate<EntryView> there) {
        if (current != null && !there.test(current)) {
            makeCurrent(null);
        }
    }

    /** Arrows go from message to message, the page keys by views, Home and End to the ends. */
    private boolean pressed(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            return copyCurrent();
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        switch (event.getCode()) {
            case UP -> step(-1);
            case DOWN -> step(1);
            case PAGE_UP -> timeline.scrollBy(-PAGE_SHARE * timeline.getHeight());
            case PAGE_DOWN, SPACE -> timeline.scrollBy(PAGE_SHARE * timeline.getHeight());
            case HOME -> timeline.scrollTo(0);
            case END -> timeline.scrollTo(timeline.most());
            case ENTER -> {
                return current != null && current.activate();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void step(int by) {
        List<EntryView> all = timeline.entries();
        if (all.isEmpty()) {
            return;
        }
        int from = current == null ? -1 : all.indexOf(current);
        int to = from < 0 ? all.size() - 1 : Math.clamp((long) from + by, 0, all.size() - 1);
        makeCurrent(all.get(to));
        timeline.reveal(all.get(to));
    }

    private void makeCurrent(@Nullable EntryView entry) {
        if (current != null) {
            current.setCurrent(false);
        }
        current = entry;
        if (entry != null) {
            entry.setCurrent(true);
            timeline.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        }
    }

    private boolean copyCurrent() {
        if (current == null || current.text().isEmpty()) {
            return false;
        }
        copy.accept(current.text());
        return true;
    }

    private void showMenu(ContextMenuEvent event) {
        EntryView entry = event.isKeyboardTrigger() ? current : timeline.entryAt(event.getY());
        if (entry != null && !entry.text().isEmpty()) {
            makeCurrent(entry);
            MenuItem item = new MenuItem(Texts.get("thread.copy"));
            item.setOnAction(chosen -> copy.accept(entry.text()));
            new ContextMenu(item).show(timeline, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }
}
