package app.ajar.ui.inbox;

import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.UiClock;
import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A row of the list. As many of them live as fit on the screen; each follows the clock only while it shows somebody. */
final class ConversationCell extends ListCell<ConversationRow> {

    private final RowView view;
    private final UiClock clock;
    private final ChangeListener<Instant> onTime = (property, before, now) -> showTime(now);
    private final WeakChangeListener<Instant> weakOnTime = new WeakChangeListener<>(onTime);
    private boolean following;

    ConversationCell(Avatars avatars, UiClock clock) {
        this.view = new RowView(avatars);
        this.clock = clock;
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
        view.show(row, now);
        setGraphic(view);
        setAccessibleText(RowView.accessible(row, now));
        follow(true);
        showTime(now);
    }

    /** Draws the person again, because the stored picture changed. */
    void pictureChanged() {
        ConversationRow row = getItem();
        if (row != null) {
            view.show(row, clock.nowProperty().get());
        }
    }

    private void showTime(Instant now) {
        ConversationRow row = getItem();
        if (row != null && !isEmpty()) {
            clock.watch(this, view.showTime(row, now));
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
