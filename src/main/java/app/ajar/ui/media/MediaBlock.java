package app.ajar.ui.media;

import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.store.ThreadQueries.MediaItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Region;

/**
 * Everything that is attached to one message, one under the other: pictures and videos alone in their own shape or
 * several as a grid, sounds as a small player, files as cards. Keeps its nodes, and so their sizes, when bytes come or go.
 */
public final class MediaBlock extends Region {

    private final MediaContext context;
    private final Consumer<MediaItem> open;
    private final List<Placed> parts = new ArrayList<>();
    /** Given once: a size that becomes known later does not move what is being read. */
    private final Map<Integer, TileShape> shapes = new HashMap<>();
    private List<Visual> built = List.of();
    private List<MediaItem> items = List.of();
    private double width;
    private double height;
    private boolean atRight;
    private boolean near;
    private boolean inView;

    /** @param open shows one of its pictures large */
    public MediaBlock(MediaContext context, Consumer<MediaItem> open) {
        this.context = context;
        this.open = open;
        getStyleClass().add("media-block");
    }

    private record Placed(Region node, Rectangle2D place) {}

    /**
     * Shows what is attached to this message.
     *
     * @param order the database's tie-breaker, which names its place in the conversation
     * @param right whether it stands at the right
     * @return whether there is anything to show
     */
    public boolean show(Message message, long order, boolean right) {
        atRight = right;
        items = message.attachments().stream().map(attachment -> new MediaItem(message, order, attachment))
                .filter(item -> Visual.of(item.attachment()) != Visual.NOTHING).toList();
        List<Visual> visuals = items.stream().map(item -> Visual.of(item.attachment())).toList();
        if (visuals.equals(built)) {
            update();
        } else {
            built = visuals;
            build();
        }
        return !items.isEmpty();
    }

    private void update() {
        for (Placed part : parts) {
            switch (part.node()) {
                case PictureTile tile -> show(tile.item(), tile::show);
                case SoundBar bar -> show(bar.item(), bar::show);
                case FileCard card -> show(card.item(), card::show);
                default -> throw new IllegalStateException("a part of an unknown kind");
            }
        }
    }

    private void show(MediaItem old, Consumer<MediaItem> show) {
        items.stream().filter(item -> item.attachment().position() == old.attachment().position()).findFirst()
                .ifPresent(show);
    }

    private void build() {
        dispose();
        parts.clear();
        width = 0;
        height = 0;
        List<MediaItem> pictures = items.stream().filter(Visual::seen).toList();
        if (pictures.size() == 1) {
            MediaItem item = pictures.getFirst();
            TileShape shape = shapes.computeIfAbsent(item.attachment().position(),
                    position -> TileShape.of(item.attachment()));
            boolean story = item.attachment().kind() == Attachment.Kind.STORY;
            boolean known = story
                    || (item.attachment().width() != null && item.attachment().height() != null);
            add(new PictureTile(item, shape, known ? Cut.WHOLE : Cut.SQUARE, context, open),
                    new Rectangle2D(0, 0, shape.width(), shape.height()));
        } else if (!pictures.isEmpty()) {
            grid(pictures);
        }
        for (MediaItem item : items) {
            if (!Visual.seen(item)) {
                Region node = Visual.of(item.attachment()) == Visual.SOUND
                        ? new SoundBar(item, context)
                        : new FileCard(item, context);
                add(node, new Rectangle2D(0, height + (height > 0 ? TileShape.GAP : 0), node.getPrefWidth(),
                        node.getPrefHeight()));
            }
        }
        getChildren().setAll(parts.stream().map(Placed::node).toList());
        setOnScreen(near, inView);
        requestLayout();
    }

    private void grid(List<MediaItem> pictures) {
        List<Rectangle2D> cells = TileShape.grid(pictures.size());
        for (int i = 0; i < cells.size(); i++) {
            Rectangle2D cell = cells.get(i);
            PictureTile tile = new PictureTile(pictures.get(i), new TileShape(cell.getWidth(), cell.getHeight()),
                    Cut.SQUARE,
                    context, open);
            tile.setMore(i == cells.size() - 1 ? TileShape.hidden(pictures.size()) : 0);
            add(tile, cell);
        }
    }

    private void add(Region node, Rectangle2D place) {
        parts.add(new Placed(node, place));
        width = Math.max(width, place.getMaxX());
        height = Math.max(height, place.getMaxY());
    }

    /**
     * Where the block is; pictures are held in memory only while it is near.
     *
     * @param isNear whether it is on screen or will be after a little scrolling
     * @param isInView whether it is on screen
     */
    public void setOnScreen(boolean isNear, boolean isInView) {
        near = isNear;
        inView = isInView;
        for (Placed part : parts) {
            switch (part.node()) {
                case PictureTile tile -> tile.place(near, inView);
                case SoundBar bar -> bar.place(inView);
                case FileCard card -> card.place(inView);
                default -> throw new IllegalStateException("a part of an unknown kind");
            }
        }
    }

    /** Does what pressing its first part does; whether there was one. */
    public boolean activate() {
        if (parts.isEmpty()) {
            return false;
        }
        switch (parts.getFirst().node()) {
            case PictureTile tile -> tile.activate();
            case SoundBar bar -> bar.activate();
            case FileCard card -> card.activate();
            default -> throw new IllegalStateException("a part of an unknown kind");
        }
        return true;
    }

    /** Its row is gone for good: players end, pictures are let go. */
    public void dispose() {
        for (Placed part : parts) {
            if (part.node() instanceof SoundBar bar) {
                bar.dispose();
            } else if (part.node() instanceof PictureTile tile) {
                tile.place(false, false);
            }
        }
    }

    @Override
    protected double computePrefWidth(double forHeight) {
        return width;
    }

    @Override
    protected double computePrefHeight(double forWidth) {
        return height;
    }

    @Override
    protected void layoutChildren() {
        for (Placed part : parts) {
            Rectangle2D place = part.place();
            double group = part.node() instanceof PictureTile ? gridWidth() : place.getWidth();
            double x = place.getMinX() + (atRight ? width - group : 0);
            part.node().resizeRelocate(x, place.getMinY(), place.getWidth(), place.getHeight());
        }
    }

    private double gridWidth() {
        return parts.stream().filter(part -> part.node() instanceof PictureTile)
                .mapToDouble(part -> part.place().getMaxX()).max().orElse(width);
    }
}
