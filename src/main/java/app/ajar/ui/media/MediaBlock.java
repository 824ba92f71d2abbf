package app.ajar.ui.media;

import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.store.ThreadQueries.MediaItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
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

    /** What stands for one attachment; a region of a size that never changes. */
    sealed interface Part permits PictureTile, Card {

        MediaItem item();

        /** Shows the attachment as it is now. */
        void show(MediaItem next);

        /** Where it is: near the screen, on it. */
        void place(boolean near, boolean inView);

        /** Does what pressing it does. */
        void activate();

        /** The row that it was part of is gone. */
        void dispose();
    }

    /** A part that is no picture: a line of controls or words, which asks for its bytes once it is seen without them. */
    abstract static sealed class Card extends HBox implements Part permits SoundBar, FileCard {

        static final double WIDTH = 264;

        final MediaContext context;
        private MediaItem item;
        private boolean wanted;

        Card(MediaItem item, MediaContext context, double spacing, double height) {
            super(spacing);
            this.item = item;
            this.context = context;
            getStyleClass().add("media-card");
            setAlignment(Pos.CENTER_LEFT);
            setMinSize(WIDTH, height);
            setPrefSize(WIDTH, height);
            setMaxSize(WIDTH, height);
        }

        /** Fills the card from what its attachment is now. */
        abstract void build();

        @Override
        public final MediaItem item() {
            return item;
        }

        @Override
        public final void show(MediaItem next) {
            Attachment before = item.attachment();
            item = next;
            Attachment now = next.attachment();
            if (before.state() != now.state() || before.trouble() != now.trouble()
                    || !Objects.equals(before.file(), now.file()) || !Objects.equals(before.title(), now.title())) {
                wanted = false;
                build();
            }
        }

        @Override
        public final void place(boolean near, boolean inView) {
            if (inView && !wanted && item.attachment().state() == Attachment.State.PENDING) {
                wanted = true;
                context.want(item);
            }
        }

        @Override
        public void dispose() {
            // A card holds nothing but its words.
        }

        final Button button(String words, Runnable does) {
            Button button = link(words, does);
            button.setMinWidth(USE_PREF_SIZE);
            return button;
        }
    }

    /** A button that looks like words. */
    static Button link(String words, Runnable does) {
        Button button = new Button(words);
        button.getStyleClass().add("link-button");
        button.setOnAction(pressed -> does.run());
        return button;
    }

    private record Placed(Part part, Rectangle2D place) {

        Region node() {
            return (Region) part;
        }
    }

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
        for (Placed placed : parts) {
            int position = placed.part().item().attachment().position();
            items.stream().filter(item -> item.attachment().position() == position).findFirst()
                    .ifPresent(placed.part()::show);
        }
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
                Card card = Visual.of(item.attachment()) == Visual.SOUND
                        ? new SoundBar(item, context)
                        : new FileCard(item, context);
                add(card, new Rectangle2D(0, height + (height > 0 ? TileShape.GAP : 0), card.getPrefWidth(),
                        card.getPrefHeight()));
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

    private void add(Part part, Rectangle2D place) {
        parts.add(new Placed(part, place));
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
        parts.forEach(placed -> placed.part().place(near, inView));
    }

    /** Does what pressing its first part does; whether there was one. */
    public boolean activate() {
        if (parts.isEmpty()) {
            return false;
        }
        parts.getFirst().part().activate();
        return true;
    }

    /** Its row is gone for good: players end, pictures are let go. */
    public void dispose() {
        parts.forEach(placed -> placed.part().dispose());
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
        for (Placed placed : parts) {
            Rectangle2D place = placed.place();
            double group = placed.part() instanceof PictureTile ? gridWidth() : place.getWidth();
            double x = place.getMinX() + (atRight ? width - group : 0);
            placed.node().resizeRelocate(x, place.getMinY(), place.getWidth(), place.getHeight());
        }
    }

    private double gridWidth() {
        return parts.stream().filter(placed -> placed.part() instanceof PictureTile)
                .mapToDouble(placed -> placed.place().getMaxX()).max().orElse(width);
    }
}
