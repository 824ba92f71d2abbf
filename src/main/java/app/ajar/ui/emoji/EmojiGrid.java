package app.ajar.ui.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The choice as rows of one height: a title over the rows of each kind, and where the arrows lead from one emoji to another.
 * Pure.
 *
 * @param rows titles and lines, from above
 */
record EmojiGrid(List<Row> rows) {

    static final int COLUMNS = 9;

    /** One row. */
    sealed interface Row {

        /** @param group null over those used last */
        record Title(@Nullable EmojiGroup group) implements Row {}

        record Line(List<Cell> cells) implements Row {}
    }

    /**
     * One emoji on offer.
     *
     * @param emoji as it is drawn and chosen, with its tone of skin
     */
    record Cell(EmojiEntry entry, String emoji) {}

    /** Where a cell stands. */
    record Place(int row, int column) {}

    /** What the arrow and page keys do. */
    enum Step {
        BACK, ON, UP, DOWN, FIRST, LAST
    }

    /** All there are, those used last before them. */
    static EmojiGrid everything(EmojiCatalog catalog, List<String> recent, SkinTone tone) {
        List<Row> rows = new ArrayList<>();
        List<Cell> used = recent.stream()
                .flatMap(emoji -> catalog.find(emoji).map(entry -> new Cell(entry, emoji)).stream()).toList();
        if (!used.isEmpty()) {
            rows.add(new Row.Title(null));
            rows.addAll(lines(used, Function.identity()));
        }
        for (EmojiGroup group : EmojiGroup.values()) {
            rows.add(new Row.Title(group));
            rows.addAll(lines(catalog.of(group), entry -> new Cell(entry, entry.in(tone))));
        }
        return new EmojiGrid(List.copyOf(rows));
    }

    /** What a search found; no titles. */
    static EmojiGrid found(EmojiCatalog catalog, String query, SkinTone tone) {
        return new EmojiGrid(List.copyOf(lines(catalog.search(query), entry -> new Cell(entry, entry.in(tone)))));
    }

    private static <T> List<Row> lines(List<T> all, Function<T, Cell> cell) {
        List<Row> lines = new ArrayList<>();
        for (int from = 0; from < all.size(); from += COLUMNS) {
            lines.add(new Row.Line(
                    all.subList(from, Math.min(all.size(), from + COLUMNS)).stream().map(cell).toList()));
        }
        return lines;
    }

    /** The first emoji, null when there is none. */
    @Nullable
    Place first() {
        return line(0, 1, 0);
    }

    /** What stands there, null when nothing does. */
    @Nullable
    Cell at(@Nullable Place place) {
        return place != null && place.row() >= 0 && place.row() < rows.size()
                && rows.get(place.row()) instanceof Row.Line(List<Cell> cells) && place.column() < cells.size()
                        ? cells.get(place.column())
                        : null;
    }

    /** The row of a kind's title, -1 when it is not here. */
    int titleOf(@Nullable EmojiGroup group) {
        return rows.indexOf(new Row.Title(group));
    }

    /** Where a step leads; the same place at the ends. */
    @Nullable
    Place step(@Nullable Place from, Step step) {
        if (from == null || at(from) == null) {
            return first();
        }
        Place to = switch (step) {
            case BACK -> from.column() > 0
                    ? new Place(from.row(), from.column() - 1)
                    : line(from.row() - 1, -1, COLUMNS - 1);
            case ON -> at(new Place(from.row(), from.column() + 1)) != null
                    ? new Place(from.row(), from.column() + 1)
                    : line(from.row() + 1, 1, 0);
            case UP -> line(from.row() - 1, -1, from.column());
            case DOWN -> line(from.row() + 1, 1, from.column());
            case FIRST -> first();
            case LAST -> line(rows.size() - 1, -1, COLUMNS - 1);
        };
        return to == null ? from : to;
    }

    /** The nearest line from this row on in a direction, at this column or the last before it; null beyond the ends. */
    @Nullable
    Place line(int row, int direction, int column) {
        for (int at = row; at >= 0 && at < rows.size(); at += direction) {
            if (rows.get(at) instanceof Row.Line(List<Cell> cells)) {
                return new Place(at, Math.min(column, cells.size() - 1));
            }
        }
        return null;
    }
}
