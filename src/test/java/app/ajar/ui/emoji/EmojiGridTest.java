package app.ajar.ui.emoji;

import app.ajar.ui.emoji.EmojiGrid.Cell;
import app.ajar.ui.emoji.EmojiGrid.Place;
import app.ajar.ui.emoji.EmojiGrid.Row;
import app.ajar.ui.emoji.EmojiGrid.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmojiGridTest {

    private final EmojiCatalog catalog = EmojiCatalog.get();

    private static @Nullable Place steps(EmojiGrid grid, @Nullable Place from, Step... steps) {
        Place at = from;
        for (Step step : steps) {
            at = grid.step(at, step);
        }
        return at;
    }

    private static String emoji(EmojiGrid grid, @Nullable Place at) {
        return Objects.requireNonNull(grid.at(at)).emoji();
    }

    @Test
    void thoseUsedLast_standFirst_withTheirOwnTone_andWhatIsUnknownIsLeftOut() {
        EmojiGrid grid = EmojiGrid.everything(catalog, List.of("👍🏿", "no emoji", "❤️"), SkinTone.LIGHT);

        assertThat(grid.rows().get(0)).isEqualTo(new Row.Title(null));
        assertThat(grid.rows().get(1)).isInstanceOfSatisfying(Row.Line.class,
                line -> assertThat(line.cells()).extracting(Cell::emoji).containsExactly("👍🏿", "❤️"));
        assertThat(grid.rows().get(2)).isEqualTo(new Row.Title(EmojiGroup.SMILEYS));
    }

    @Test
    void withoutAnyUsed_theirTitleIsNotThere() {
        EmojiGrid grid = EmojiGrid.everything(catalog, List.of(), SkinTone.NONE);

        assertThat(grid.titleOf(null)).isNegative();
        assertThat(grid.titleOf(EmojiGroup.SMILEYS)).isZero();
        assertThat(emoji(grid, grid.first())).isEqualTo("😀");
    }

    @Test
    void theTone_isWornByAll() {
        EmojiGrid grid = EmojiGrid.everything(catalog, List.of(), SkinTone.MEDIUM);

        assertThat(emoji(grid, grid.line(grid.titleOf(EmojiGroup.PEOPLE), 1, 0))).isEqualTo("👋🏽");
    }

    @Test
    void arrows_goOverTitles_andStayAtTheEnds() {
        EmojiGrid grid = EmojiGrid.everything(catalog, List.of("❤️", "🔥"), SkinTone.NONE);
        Place first = grid.first();

        assertThat(first).isEqualTo(new Place(1, 0));
        assertThat(steps(grid, first, Step.BACK)).isEqualTo(first);
        assertThat(steps(grid, first, Step.UP)).isEqualTo(first);
        assertThat(steps(grid, first, Step.ON, Step.ON)).isEqualTo(new Place(3, 0));
        assertThat(steps(grid, first, Step.ON, Step.ON, Step.BACK)).isEqualTo(new Place(1, 1));
        assertThat(steps(grid, first, Step.DOWN, Step.ON, Step.ON, Step.ON, Step.UP)).isEqualTo(
                new Place(1, 1));
        assertThat(emoji(grid, steps(grid, first, Step.LAST))).isEqualTo("🏴󠁧󠁢󠁷󠁬󠁳󠁿");
        assertThat(steps(grid, first, Step.LAST, Step.ON, Step.DOWN)).isEqualTo(steps(grid, first, Step.LAST));
        assertThat(steps(grid, first, Step.LAST, Step.FIRST)).isEqualTo(first);
    }

    @Test
    void rightAlone_reachesEveryEmoji() {
        EmojiGrid grid = EmojiGrid.everything(catalog, List.of("❤️"), SkinTone.NONE);
        List<String> seen = new ArrayList<>();
        Place at = grid.first();
        Place before = null;
        while (at != null && !at.equals(before)) {
            seen.add(emoji(grid, at));
            before = at;
            at = grid.step(at, Step.ON);
        }

        assertThat(seen).hasSize(1 + (int) catalog.stream().count());
    }

    @Test
    void aSearchThatFindsNothing_hasNoPlace() {
        EmojiGrid grid = EmojiGrid.found(catalog, "zzzzz", SkinTone.NONE);

        assertThat(grid.rows()).isEmpty();
        assertThat(grid.first()).isNull();
        assertThat(grid.step(null, Step.DOWN)).isNull();
        assertThat(grid.at(new Place(0, 0))).isNull();
    }

    @Test
    void memory_keepsTheNewestFirst_eachOnce_andNotTooMany() {
        List<List<String>> kept = new ArrayList<>();
        EmojiMemory memory = new EmojiMemory(List.of("🔥"), SkinTone.NONE, (recent, tone) -> kept.add(recent));

        memory.used("❤️");
        memory.used("🔥");
        assertThat(kept).containsExactly(List.of("❤️", "🔥"), List.of("🔥", "❤️"));
        List<EmojiEntry> many = catalog.of(EmojiGroup.ANIMALS);
        IntStream.range(0, 60).forEach(i -> memory.used(many.get(i).emoji()));
        assertThat(memory.recent()).hasSize(EmojiMemory.MOST_RECENT).startsWith(many.get(59).emoji());
    }

    @Test
    void memory_keepsTheTone() {
        List<SkinTone> kept = new ArrayList<>();
        EmojiMemory memory = new EmojiMemory(List.of(), SkinTone.numbered(9), (recent, tone) -> kept.add(tone));

        assertThat(memory.tone()).isEqualTo(SkinTone.NONE);
        memory.setTone(SkinTone.DARK);
        assertThat(kept).containsExactly(SkinTone.DARK);
        assertThat(SkinTone.numbered(SkinTone.DARK.number())).isEqualTo(SkinTone.DARK);
    }
}
