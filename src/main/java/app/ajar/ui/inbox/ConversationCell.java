package app.ajar.ui.inbox;

import app.ajar.model.ConversationId;
import app.ajar.ui.kit.UiClock;
import java.time.Instant;
import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A row of the list. As many of them live as fit on the screen; each follows the clock only while it shows somebody. */
final class ConversationCell extends ListCell<ConversationRow> {

    private final RowView view;
    private final UiClock clock;
    private final Predicate<ConversationId> reminded;
    private final ChangeListener<Instant> onTime = (property, before, now) -> showTime(now);
    private final WeakChangeListener<Instant> weakOnTime = new WeakChangeListener<>(onTime);
    private boolean following;

    /**
     * @param reminded whether the user wanted to be reminded of it by now
     * @param view the row's nodes
     */
    ConversationCell(RowView view, UiClock clock, Predicate<ConversationId> reminded) {
        this.view = view;
        this.clock = clock;
        this.reminded = reminded;
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("conversation-cell");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ConversationRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            follow(false);
            clock.watch(this, null);
            return;
        }
        Instant now = clock.nowProperty().get();
        view.show(row, reminded.test(row.id()));
        setGraphic(view);
        follow(true);
        showTime(now);
    }

    @Override
    public void updateSelected(boolean selected) {
        super.updateSelected(selected);
        view.showBar(selected);
    }

    /** Draws the same row again, because what stands around it changed: the picture, the bell, what the account may do. */
    void showAgain() {
        ConversationRow row = getItem();
        if (row != null && !isEmpty()) {
            Instant now = clock.nowProperty().get();
            view.show(row, reminded.test(row.id()));
            showTime(now);
        }
    }

    private void showTime(Instant now) {
        ConversationRow row = getItem();
        if (row != null && !isEmpty()) {
            clock.watch(this, view.showTime(row, now));
            setAccessibleText(view.accessible(row, reminded.test(row.id())));
        }
    }

    private void follow(boolean wanted) {
        if (wanted != following) {
            following = wanted;
            if (wanted) {
                clock.nowProperty().addListener(weakOnTime);
            } else {
                clock.nowProperty().removeListener(weakOnTime);
            }
        }
    }
}
