package app.ajar.ui.thread;

import app.ajar.model.Message;
import app.ajar.text.Texts;
import app.ajar.ui.message.MessageActions;
import app.ajar.ui.message.MessageTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final MessageActions actions;
    private final MessageTools tools;
    private @Nullable EntryView current;

    TimelineKeys(TimelineView timeline, MessageActions actions, MessageTools tools) {
        this.timeline = timeline;
        this.actions = actions;
        this.tools = tools;
        timeline.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (pressed(event)) {
                event.consume();
            }
        });
        timeline.setOnContextMenuRequested(this::showMenu);
        timeline.focusedProperty().subscribe(focused -> {
            // While a reaction is chosen the keyboard is only lent.
            if (!focused && !tools.isOpen()) {
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
            case R -> {
                return atMessage(actions::reply);
            }
            case H -> {
                return atMessage(message -> actions.react(message, Message.HEART));
            }
            case E -> {
                return atMessage(message -> chooseReaction());
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

    private boolean atMessage(Consumer<Message> doing) {
        Message message = current == null ? null : current.message();
        boolean possible = message != null && MessageActions.possible(message);
        if (message != null && possible) {
            doing.accept(message);
        }
        return possible;
    }

    private void chooseReaction() {
        timeline.point(null);
        tools.open();
    }

    /** The keyboard stands on this message, with null on none. */
    void makeCurrent(@Nullable EntryView entry) {
        if (Objects.equals(entry, current)) {
            return;
        }
        if (current != null) {
            current.setCurrent(false);
        }
        current = entry;
        if (entry != null) {
            entry.setCurrent(true);
        }
        timeline.placeTools();
        if (entry != null) {
            timeline.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        }
    }

    private boolean copyCurrent() {
        if (current == null || current.text().isEmpty()) {
            return false;
        }
        actions.copy(current.text());
        return true;
    }

    private void showMenu(ContextMenuEvent event) {
        EntryView entry = event.isKeyboardTrigger() ? current : timeline.entryAt(event.getY());
        List<MenuItem> items = entry == null ? List.of() : items(entry);
        if (!items.isEmpty()) {
            makeCurrent(entry);
            new ContextMenu(items.toArray(MenuItem[]::new)).show(timeline, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }

    private List<MenuItem> items(EntryView entry) {
        List<MenuItem> items = new ArrayList<>();
        Message message = entry.message();
        if (message != null && MessageActions.possible(message)) {
            boolean ours = Message.isHeart(message.reactionOf(message.conversation().account().value()));
            items.add(item("message.reply", () -> actions.reply(message)));
            items.add(item(ours ? "message.react.heart.back" : "message.react.heart",
                    () -> actions.react(message, Message.HEART)));
            items.add(item("message.react.choose", this::chooseReaction));
        }
        if (!entry.text().isEmpty()) {
            items.add(item("thread.copy", () -> actions.copy(entry.text())));
        }
        return items;
    }

    private static MenuItem item(String words, Runnable doing) {
        MenuItem item = new MenuItem(Texts.get(words));
        item.setOnAction(chosen -> doing.run());
        return item;
    }
}
