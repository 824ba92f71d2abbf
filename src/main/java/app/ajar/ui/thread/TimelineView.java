package app.ajar.ui.thread;

import app.ajar.text.Texts;
import app.ajar.ui.kit.KeyedDiff;
import app.ajar.ui.message.MessageActions;
import app.ajar.ui.message.MessageTools;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the timeline as real nodes in a scrolling column, and the one owner of the scroll position. The position is
 * not a number but a promise: either the reader is at the bottom and stays there, or one row stays where the reader sees
 * it, whatever is added, dropped or wrapped anew around it.
 */
final class TimelineView extends Region {

    private static final double END_SPACE = 14;
    private static final double LINE = 40;
    private static final double BAR_WIDTH = 10;
    private static final double AT_BOTTOM = 2;
    private static final double FOCUS_SPACE = 8;
    /** A message that was looked for stands at most this far down the view. */
    private static final double FOUND = 0.3;
    /** Pictures are fetched this many views ahead. */
    private static final double NEAR = 0.8;

    private final Function<TimelineRow, RowView> newRow;
    private final Ends ends;
    private final Column column = new Column();
    private final ScrollBar bar = new ScrollBar();
    private final Rectangle clip = new Rectangle();
    private final Map<String, RowView> views = new HashMap<>();
    private final List<RowView> order = new ArrayList<>();
    private final TimelineKeys keys;
    private final MessageTools tools;
    private final ReadOnlyBooleanWrapper atBottom = new ReadOnlyBooleanWrapper(true);
    private double offset;
    private double height;
    private @Nullable EntryView pointed;
    private @Nullable EntryView toolsAt;
    private @Nullable RowView anchor;
    private double anchorAt;
    private boolean movingBar;
    private boolean shown = true;

    /** Where more rows come from. */
    interface Ends {

        boolean hasOlder();

        boolean hasNewer();

        void loadOlder();

        void loadNewer();
    }

    /** Lays its rows out where the timeline says; of no size of its own. */
    private static final class Column extends Region {

        @Override
        protected void layoutChildren() {
            // The timeline places the rows.
        }

        ObservableList<Node> rows() {
            return getChildren();
        }
    }

    /** @param tools float beside the message under the pointer or the keyboard */
    TimelineView(Function<TimelineRow, RowView> newRow, Ends ends, MessageActions actions, MessageTools tools) {
        this.newRow = newRow;
        this.ends = ends;
        this.tools = tools;
        getStyleClass().add("timeline");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(Texts.get("thread.timeline"));
        setFocusTraversable(true);
        column.setManaged(false);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.setUnitIncrement(LINE);
        bar.valueProperty().addListener((property, before, value) -> {
            if (!movingBar) {
                scrollTo(value.doubleValue());
            }
        });
        setClip(clip);
        getChildren().addAll(column, bar, tools);
        addEventHandler(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() != 0) {
                scrollBy(-event.getDeltaY());
                event.consume();
            }
        });
        keys = new TimelineKeys(this, actions, tools);
        addEventFilter(MouseEvent.MOUSE_MOVED, event -> point(entryAt(event.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::followKeyboard);
    }

    /** What Tab comes to in a row is brought into view; what a pointer pressed must not move away under it. */
    private void followKeyboard(@Nullable Node owner) {
        RowView row = rowOf(owner);
        if (owner == null || row == null) {
            return;
        }
        if (owner.isFocusVisible()) {
            Bounds part = column.sceneToLocal(owner.localToScene(owner.getLayoutBounds()));
            reveal(part.getMinY() - FOCUS_SPACE, part.getMaxY() + FOCUS_SPACE);
        }
        tellRows();
    }

    private @Nullable RowView rowOf(@Nullable Node part) {
        Node at = part;
        while (at != null && !column.equals(at.getParent())) {
            at = at.getParent();
        }
        return at instanceof RowView row ? row : null;
    }

    /** The message the keyboard stands on is what screen readers read. */
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.FOCUS_ITEM
                ? keys.current()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    /** Whether the newest message is in view and stays there. */
    ReadOnlyBooleanProperty atBottomProperty() {
        return atBottom.getReadOnlyProperty();
    }

    /** Shows another conversation's rows, at their bottom. */
    void reset(List<TimelineRow> rows) {
        order.forEach(RowView::dispose);
        views.clear();
        order.clear();
        column.rows().clear();
        anchor = null;
        atBottom.set(true);
        setRows(rows);
    }

    /** Shows these rows; what the reader sees stays in its place. */
    void setRows(List<TimelineRow> rows) {
        Map<String, RowView> before = new HashMap<>(views);
        views.clear();
        order.clear();
        for (TimelineRow row : rows) {
            RowView known = before.remove(row.key());
            RowView view = known == null ? newRow.apply(row) : known;
            view.show(row);
            views.put(row.key(), view);
            order.add(view);
        }
        before.values().forEach(RowView::dispose);
        KeyedDiff.apply(column.rows(), List.<Node>copyOf(order), view -> view);
        if (anchor != null && !order.contains(anchor)) {
            anchor = null;
        }
        keys.forgetUnless(order::contains);
        pointed = pointed != null && order.contains(pointed) ? pointed : null;
        toolsAt = toolsAt != null && order.contains(toolsAt) ? toolsAt : null;
        requestLayout();
    }

    boolean shows(String key) {
        return views.containsKey(key);
    }

    /** Brings this row into view, a little below the upper edge, and the keyboard onto it. */
    void goTo(String key) {
        if (views.get(key) instanceof EntryView view) {
            layout();
            reveal(view);
            atBottom.set(false);
            anchor = view;
            anchorAt = Math.clamp(placeOf(view), 0, Math.max(0, Math.rint(getHeight() * FOUND)));
            requestLayout();
            layout();
            scrollTo(offset);
            requestFocus();
            keys.makeCurrent(view);
        }
    }

    /** The pointer is on this message, or with null on none. */
    void point(@Nullable EntryView entry) {
        if (!Objects.equals(pointed, entry)) {
            pointed = entry;
            placeTools();
        }
    }

    /** The tools stay where they are while something is chosen; else they follow the pointer before the keyboard. */
    void placeTools() {
        EntryView at = tools.isOpen() ? toolsAt : pointed == null ? keys.current() : pointed;
        toolsAt = at;
        tools.offer(at == null ? null : at.message());
        if (at != null && tools.isVisible()) {
            Bounds said = column.localToParent(at.localToParent(at.said()));
            tools.placeBeside(said, at.own(), getWidth());
        }
    }

    /** Goes to the newest row there is and stays there. */
    void follow() {
        anchor = null;
        atBottom.set(true);
        requestLayout();
    }

    void scrollBy(double pixels) {
        scrollTo(offset + pixels);
    }

    /** Brings the whole row into view, or its beginning if it is higher than the view. */
    void reveal(RowView row) {
        reveal(row.getLayoutY(), row.getLayoutY() + row.getHeight());
    }

    private void reveal(double top, double bottom) {
        if (bottom > offset + getHeight()) {
            scrollTo(bottom - getHeight());
        }
        if (top < offset) {
            scrollTo(top);
        }
    }

    /** The message at this height of the view. */
    @Nullable
    EntryView entryAt(double y) {
        double inColumn = y - column.getLayoutY();
        return entries().stream().filter(entry -> entry.getLayoutY() <= inColumn
                && inColumn < entry.getLayoutY() + entry.getHeight()).findFirst().orElse(null);
    }

    /** The messages on screen and around it, from old to new. */
    List<EntryView> entries() {
        return order.stream().filter(EntryView.class::isInstance).map(EntryView.class::cast).toList();
    }

    /** Where the row begins, from the view's upper edge. */
    double placeOf(RowView row) {
        return column.getLayoutY() + row.getLayoutY() + row.anchorInset();
    }

    /** How far the rows can be scrolled. */
    double most() {
        return Math.max(0, height - getHeight());
    }

    /** How far the rows are scrolled, from their upper end. */
    double offset() {
        return offset;
    }

    void scrollTo(double wanted) {
        offset = Math.clamp(Math.rint(wanted), 0, most());
        boolean bottom = offset >= most() - AT_BOTTOM && !ends.hasNewer();
        anchor = bottom ? null : firstInView();
        if (anchor != null) {
            anchorAt = anchor.getLayoutY() + anchor.anchorInset() - offset;
        }
        place();
        atBottom.set(bottom);
        askForMore();
    }

    /** The first message that begins in view; where one fills the whole view, that one. */
    private @Nullable RowView firstInView() {
        RowView partly = null;
        for (RowView view : order) {
            if (view instanceof EntryView && view.getLayoutY() + view.getHeight() > offset) {
                double top = view.getLayoutY() + view.anchorInset();
                if (top >= offset && top < offset + getHeight()) {
                    return view;
                }
                partly = partly == null ? view : partly;
            }
        }
        return partly;
    }

    /** Less than a view's height left on a side: time to read on. */
    private void askForMore() {
        if (getHeight() <= 0 || order.isEmpty()) {
            return;
        }
        if (offset < getHeight() && ends.hasOlder()) {
            keepPlace();
            ends.loadOlder();
        }
        if (most() - offset < getHeight() && ends.hasNewer()) {
            ends.loadNewer();
        }
    }

    private void keepPlace() {
        if (anchor == null && !atBottom.get()) {
            anchor = firstInView();
            anchorAt = anchor == null ? 0 : anchor.getLayoutY() + anchor.anchorInset() - offset;
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double y = 0;
        for (RowView view : order) {
            double rowHeight = view.heightAt(width);
            view.resizeRelocate(0, y, width, rowHeight);
            y += rowHeight;
        }
        height = y + END_SPACE;
        column.resize(width, height);
        clip.setWidth(width);
        clip.setHeight(getHeight());
        if (atBottom.get()) {
            offset = most();
        } else if (anchor != null) {
            offset = anchor.getLayoutY() + anchor.anchorInset() - anchorAt;
        }
        offset = Math.clamp(offset, 0, most());
        place();
        // Reading on changes the rows, which must not happen while they are laid out.
        Platform.runLater(this::askForMore);
    }

    private void place() {
        double spare = getHeight() - height;
        column.setLayoutY(spare > 0 ? Math.floor(spare) : -offset);
        movingBar = true;
        bar.setVisible(most() > 0);
        bar.setMax(most());
        bar.setVisibleAmount(height > 0 ? most() * getHeight() / height : 0);
        bar.setBlockIncrement(TimelineKeys.PAGE_SHARE * getHeight());
        bar.setValue(offset);
        movingBar = false;
        bar.resizeRelocate(getWidth() - BAR_WIDTH, 0, BAR_WIDTH, getHeight());
        placeTools();
        tellRows();
    }

    /**
     * Rows near the view hold their pictures; those far from it let them go. Rows out of view are not visible, so that Tab
     * goes through what is seen; but the keyboard is not taken from where it stands.
     */
    private void tellRows() {
        double top = -column.getLayoutY();
        double bottom = top + getHeight();
        RowView withKeyboard = getScene() == null ? null : rowOf(getScene().getFocusOwner());
        for (RowView view : order) {
            double from = view.getLayoutY();
            double to = from + view.getHeight();
            view.setOnScreen(shown && to > top - getHeight() * NEAR && from < bottom + getHeight() * NEAR,
                    shown && to > top && from < bottom);
            view.setVisible((to > top && from < bottom) || view.equals(withKeyboard));
        }
    }

    /** Whether it can be seen at all, and not another page in its place. */
    void setShown(boolean now) {
        shown = now;
        tellRows();
    }

    @Override
    protected double computePrefHeight(double forWidth) {
        return 0;
    }
}
