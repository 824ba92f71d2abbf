package app.ajar.ui.inbox;

import app.ajar.model.ConversationId;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static app.ajar.ui.inbox.People.id;
import static app.ajar.ui.inbox.People.row;
import static org.assertj.core.api.Assertions.assertThat;

class LoadedRowsTest {

    private final LoadedRows loaded = new LoadedRows(ListFilter.ALL.order());

    @Test
    void append_marksTheEnd_whenThePageIsShorterThanAskedFor() {
        loaded.append(List.of(row("ana", 1), row("ben", 2)), 2);
        assertThat(loaded.complete()).isFalse();
        loaded.append(List.of(row("cem", 3)), 2);
        assertThat(loaded.complete()).isTrue();
        assertThat(names()).containsExactly("ana", "ben", "cem");
    }

    @Test
    void append_leavesOutRowsThatAreThereAlready_becauseTheyMovedUpMeanwhile() {
        loaded.append(List.of(row("ana", 1), row("ben", 2)), 2);
        loaded.append(List.of(row("ben", 2), row("cem", 3)), 2);
        assertThat(names()).containsExactly("ana", "ben", "cem");
    }

    @Test
    void merge_movesARowToTheTop_whenItsPersonWrote() {
        loaded.append(List.of(row("ana", 1), row("ben", 2), row("cem", 3)), 3);
        loaded.merge(List.of(id("cem")), List.of(row("cem", 0)), row -> true, null);
        assertThat(names()).containsExactly("cem", "ana", "ben");
    }

    @Test
    void merge_keepsThePlaceAmongRowsOfOneSecond_whenOnlyItsMarksChanged() {
        loaded.append(List.of(row("ana", 1), row("ben", 1), row("cem", 1)), 5);
        ConversationRow read = ConversationRow.of(People.wrote("ben", 1, 3, false));
        loaded.merge(List.of(id("ben")), List.of(read), row -> true, null);
        assertThat(names()).containsExactly("ana", "ben", "cem");
        assertThat(loaded.rows().get(1)).isEqualTo(read);
    }

    @Test
    void merge_takesRowsAwayThatAreGone() {
        loaded.append(List.of(row("ana", 1), row("ben", 2)), 5);
        loaded.merge(List.of(id("ben")), List.of(), row -> true, null);
        assertThat(names()).containsExactly("ana");
    }

    @Test
    void merge_leavesARowBeyondTheEndToItsPage_untilEverythingIsLoaded() {
        loaded.append(List.of(row("ana", 1), row("ben", 2)), 2);
        loaded.merge(List.of(id("zoe")), List.of(row("zoe", 9)), row -> true, null);
        assertThat(names()).containsExactly("ana", "ben");
        loaded.append(List.of(), 2);
        loaded.merge(List.of(id("zoe")), List.of(row("zoe", 9)), row -> true, null);
        assertThat(names()).containsExactly("ana", "ben", "zoe");
    }

    @Test
    void end_staysWhereThePageEnded_whenTheLastRowMovesAway() {
        loaded.append(List.of(row("ana", 1), row("ben", 2)), 2);
        loaded.merge(List.of(id("ben")), List.of(row("ben", 0)), row -> true, null);
        assertThat(loaded.end()).isEqualTo(row("ben", 2));
        assertThat(names()).containsExactly("ben", "ana");
    }

    @Test
    void merge_keepsTheRowBeingLookedAt_whenItNoLongerBelongs_andDropsItLater() {
        Predicate<ConversationRow> unread = ConversationRow::unread;
        loaded.append(List.of(ConversationRow.of(People.wrote("ana", 1, 1, false)),
                ConversationRow.of(People.wrote("ben", 2, 1, false))), 5);
        loaded.merge(List.of(id("ben")), List.of(row("ben", 2)), unread, id("ben"));
        assertThat(names()).containsExactly("ana", "ben");
        loaded.merge(List.of(id("ana")), List.of(row("ana", 1)), unread, id("ana"));
        assertThat(names()).containsExactly("ana");
    }

    private List<String> names() {
        return loaded.rows().stream().map(ConversationRow::id).map(ConversationId::value).toList();
    }
}
