package app.ajar.ui.media;

import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.ConversationId;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.store.ThreadQueries.MediaPage;
import app.ajar.ui.kit.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's pictures and videos as small squares, the newest first, read page by page as the reader scrolls down;
 * only the squares in view exist as nodes.
 */
public final class MediaGrid extends Region {

    private static final int COLUMNS = 3;
    private static final int PAGE = 30;
    private static final double GAP = 4;
    private static final double FIRST_SIDE = 80;

    private final MediaContext context;
    private final Consumer<MediaItem> open;
    private final ScrollPane scroll;
    private final Map<String, PictureTile> tiles = new HashMap<>();
    private final Runnable readAgain;
    private List<MediaItem> items = List.of();
    private @Nullable MediaItem last;
    private volatile @Nullable ConversationId conversation;
    private boolean more;
    private boolean reading;
    private int pages = 1;
    private Runnable onCounted = () -> {};

    /** @param scroll what it is scrolled by; the grid may stand anywhere in its content */
    public MediaGrid(MediaContext context, ScrollPane scroll, Consumer<MediaItem> open) {
        this.context = context;
        this.scroll = scroll;
        this.open = open;
        getStyleClass().add("media-grid");
        setAccessibleRole(AccessibleRole.PARENT);
        readAgain = context.bridge().coalesced(this::readAll, this::shownAgain);
        // The skin sets bounds at each layout, mostly equal ones: those must not ask for another layout, without end.
        scroll.viewportBoundsProperty().subscribe(bounds -> requestLayout());
        localToSceneTransformProperty().subscribe(this::requestLayout);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** Shows this conversation's, or nothing. */
    public void show(@Nullable ConversationId id) {
        if (Objects.equals(id, conversation)) {
            return;
        }
        conversation = id;
        pages = 1;
        set(List.of(), null, false);
        if (id != null) {
            readAgain.run();
        }
    }

    /** Something of the conversation changed. */
    public void refresh() {
        if (conversation != null) {
            readAgain.run();
        }
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Told when it may have become empty, or not empty any more. */
    public void setOnCounted(Runnable listener) {
        onCounted = listener;
    }

    private record Read(@Nullable ConversationId id, List<MediaItem> items, @Nullable MediaItem last, boolean more) {}

    private Read readAll() {
        ConversationId id = conversation;
        if (id == null) {
            return new Read(null, List.of(), null, false);
        }
        MediaPage page = context.database().threads().mediaBefore(id, null, PAGE * pages);
        return new Read(id, page.items().stream().filter(Visual::seen).toList(),
                page.items().isEmpty() ? null : page.items().getLast(), page.more());
    }

    private void shownAgain(Read read) {
        if (Objects.equals(read.id(), conversation)) {
            set(read.items(), read.last(), read.more());
        }
    }

    private void set(List<MediaItem> now, @Nullable MediaItem end, boolean beyond) {
        items = now;
        last = end;
        more = beyond;
        Map<String, MediaItem> known = new HashMap<>();
        now.forEach(item -> known.put(item.key(), item));
        tiles.entrySet().removeIf(entry -> {
            MediaItem item = known.get(entry.getKey());
            if (item == null) {
                entry.getValue().place(false, false);
                getChildren().remove(entry.getValue());
            } else {
                entry.getValue().show(item);
            }
            return item == null;
        });
        onCounted.run();
        requestLayout();
        if (getParent() != null) {
            getParent().requestLayout();
        }
    }

    private void readOn() {
        ConversationId id = conversation;
        MediaItem end = last;
        if (reading || !more || id == null || end == null) {
            return;
        }
        reading = true;
        context.bridge().load(() -> {
            try {
                return context.database().threads().mediaBefore(id, end, PAGE);
            } catch (RuntimeException e) {
                context.bridge().onToolkit(() -> reading = false);
                throw e;
            }
        }, page -> {
            reading = false;
            if (id.equals(conversation) && end.equals(last)) {
                pages++;
                List<MediaItem> all = new ArrayList<>(items);
                page.items().stream().filter(Visual::seen).forEach(all::add);
                set(all, page.items().isEmpty() ? end : page.items().getLast(),
                        page.more() && !page.items().isEmpty());
            }
        });
    }

    private double side() {
        return getWidth() <= 0 ? FIRST_SIDE : Math.floor((getWidth() - (COLUMNS - 1) * GAP) / COLUMNS);
    }

    @Override
    protected double computePrefHeight(double width) {
        int rows = Math.ceilDiv(items.size(), COLUMNS);
        double side = width <= 0 ? side() : Math.floor((width - (COLUMNS - 1) * GAP) / COLUMNS);
        return rows == 0 ? 0 : rows * (side + GAP) - GAP;
    }

    @Override
    protected double computePrefWidth(double forHeight) {
        return 0;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** Where the view begins, in the grid's own pixels. */
    private double viewTop() {
        double content = scroll.getContent() == null ? 0 : scroll.getContent().getLayoutBounds().getHeight();
        double hidden = Math.max(0, content - scroll.getViewportBounds().getHeight());
        return scroll.getVvalue() * hidden - place();
    }

    /** Where it begins in what is scrolled; other panes may stand between the two. */
    private double place() {
        double y = 0;
        for (Node at = this; at != null && !at.equals(scroll.getContent()); at = at.getParent()) {
            y += at.getLayoutY();
        }
        return y;
    }

    @Override
    protected void layoutChildren() {
        double side = side();
        double top = viewTop();
        double bottom = top + scroll.getViewportBounds().getHeight();
        double ahead = side;
        Map<String, PictureTile> kept = new HashMap<>();
        PictureTile before = null;
        for (int i = 0; i < items.size(); i++) {
            int row = i / COLUMNS;
            double y = row * (side + GAP);
            // The first row is there in any case: without it, Tab could not come to a grid below the view.
            if (row > 0 && (y + side < top - ahead || y > bottom + ahead)) {
                continue;
            }
            MediaItem item = items.get(i);
            PictureTile tile = tiles.remove(item.key());
            if (tile == null) {
                tile = new PictureTile(item, new TileShape(FIRST_SIDE, FIRST_SIDE), Cut.SQUARE, context, open);
                tile.explain();
                // In the order in which they are read, which is the order of Tab.
                getChildren().add(before == null ? 0 : getChildren().indexOf(before) + 1, tile);
            }
            before = tile;
            kept.put(item.key(), tile);
            tile.resizeRelocate((i % COLUMNS) * (side + GAP), y, side, side);
            tile.place(true, y + side > top && y < bottom);
            // Also just out of view: what the keyboard comes to is scrolled to.
            tile.setFocusTraversable(true);
        }
        tiles.values().forEach(gone -> gone.place(false, false));
        getChildren().removeAll(tiles.values());
        tiles.clear();
        tiles.putAll(kept);
        if (bottom > getHeight() - 2 * side) {
            readOn();
        }
    }

    /** The arrows go from square to square. */
    private void pressed(KeyEvent key) {
        int by = switch (key.getCode()) {
            case UP -> -COLUMNS;
            case DOWN -> COLUMNS;
            default -> Theme.along(key.getCode(), this);
        };
        if (by == 0 || !(key.getTarget() instanceof PictureTile from)) {
            return;
        }
        int to = items.indexOf(from.item()) + by;
        if (to >= 0 && to < items.size()) {
            PictureTile tile = tiles.get(items.get(to).key());
            if (tile != null) {
                tile.requestFocus();
                reveal(tile);
            }
        }
        key.consume();
    }

    private void reveal(PictureTile tile) {
        double view = scroll.getViewportBounds().getHeight();
        double content = scroll.getContent().getLayoutBounds().getHeight();
        double top = place() + tile.getLayoutY();
        double offset = scroll.getVvalue() * Math.max(0, content - view);
        double wanted = Math.clamp(offset, Math.min(top, top + tile.getHeight() - view),
                Math.max(top, top + tile.getHeight() - view));
        scroll.setVvalue(content > view ? wanted / (content - view) : 0);
    }

    List<PictureTile> tiles() {
        return List.copyOf(tiles.values());
    }
}
