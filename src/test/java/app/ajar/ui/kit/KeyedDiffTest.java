package app.ajar.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedDiffTest {

    private record Row(int key, String words) {}

    @Test
    void anyListBecomesAnyOther() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            ObservableList<Row> shown = FXCollections.observableArrayList(rows(random));
            List<Row> wanted = rows(random);
            KeyedDiff.apply(shown, wanted, Row::key);
            assertThat(shown).containsExactlyElementsOf(wanted);
        }
    }

    @Test
    void equalLists_areNotTouched() {
        ObservableList<Row> shown = FXCollections.observableArrayList(new Row(1, "a"), new Row(2, "b"));
        shown.addListener((ListChangeListener<Row>) change -> {
            throw new AssertionError("touched");
        });
        assertThat(KeyedDiff.apply(shown, List.copyOf(shown), Row::key)).isZero();
    }

    @Test
    void oneChangedRowAmongThousands_isOneTouch() {
        List<Row> before = IntStream.range(0, 5_000).mapToObj(i -> new Row(i, "same")).toList();
        List<Row> after = new ArrayList<>(before);
        after.set(4_000, new Row(4_000, "new"));
        assertThat(KeyedDiff.apply(FXCollections.observableArrayList(before), after, Row::key)).isEqualTo(1);
    }

    @Test
    void aRowThatMovesToTheTop_leavesTheOthersAlone() {
        ObservableList<Row> shown = FXCollections.observableArrayList(
                IntStream.range(0, 100).mapToObj(i -> new Row(i, "same")).toList());
        List<Row> wanted = new ArrayList<>(shown);
        wanted.addFirst(wanted.remove(60));
        assertThat(KeyedDiff.apply(shown, wanted, Row::key)).isEqualTo(2);
        assertThat(shown).containsExactlyElementsOf(wanted);
    }

    private static List<Row> rows(Random random) {
        return random.ints(0, 20).distinct().limit(random.nextInt(20)).mapToObj(
                key -> new Row(key, random.nextBoolean() ? "a" : "b")).toList();
    }
}
