package app.ajar.store;

import app.ajar.model.MessageId;
import app.ajar.store.Gaps.Gap;
import app.ajar.store.Gaps.Listed;
import app.ajar.store.Gaps.Missing;
import app.ajar.store.Gaps.Survey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.OlderFile.at;
import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A file from before gaps were watched: nobody knows whether what it holds is whole, until the API's ids were compared. */
class OlderFileTest {

    private static final String LAST_WITHOUT_GAPS = "5";

    @TempDir
    Path folder;

    private void older(IntStream numbers) throws SQLException {
        OlderFile.make(folder, LAST_WITHOUT_GAPS, numbers.toArray());
    }

    private static List<Listed> listed(int from, int to) {
        List<Listed> ids = new ArrayList<>();
        for (int n = to; n >= from; n--) {
            ids.add(new Listed(new MessageId("m" + n), at(n)));
        }
        return ids;
    }

    private static Survey survey(Database database) {
        return database.gaps().toList(SHOP).orElseThrow();
    }

    @Test
    void whatAnOlderFileHolds_isNeitherCalledWholeNorMissing_untilTheIdsWereCompared() throws SQLException {
        older(IntStream.concat(IntStream.rangeClosed(1, 20),
                IntStream.concat(IntStream.rangeClosed(31, 50), IntStream.rangeClosed(56, 75))));
        try (Database database = Sample.open(folder)) {
            assertThat(database.gaps().of(MIA)).isEmpty();
            assertThat(database.gaps().counts(SHOP)).isEqualTo(new Gaps.Counts(0, 0));

            database.gaps().listed(survey(database), listed(40, 75), "older");
            assertThat(database.gaps().of(MIA)).isEmpty();
            database.gaps().listed(survey(database), listed(1, 39), null);

            assertThat(database.gaps().of(MIA)).extracting(Gap::from, Gap::to, Gap::missing).containsExactly(
                    tuple(at(20), at(31), new Missing(10, at(21), at(30))),
                    tuple(at(50), at(56), new Missing(5, at(51), at(55))));
            assertThat(database.gaps().counts(SHOP)).isEqualTo(new Gaps.Counts(2, 15));
            assertThat(database.gaps().toList(SHOP)).isEmpty();
        }
        try (Database again = Sample.open(folder)) {
            assertThat(again.gaps().counts(null)).isEqualTo(new Gaps.Counts(2, 15));
        }
    }

    @Test
    void whatTurnsOutToBeWhole_isAskedForOnce_andTheBeginningThatIsNotHereIsSaid() throws SQLException {
        older(IntStream.rangeClosed(31, 75));
        try (Database database = Sample.open(folder)) {
            database.gaps().listed(survey(database), listed(26, 75), "older");

            assertThat(database.gaps().of(MIA)).singleElement().satisfies(gap -> {
                assertThat(gap.from()).isNull();
                assertThat(gap.to()).isEqualTo(at(31));
            });
            assertThat(database.gaps().counts(null).gaps()).isZero();
            assertThat(database.gaps().toList(SHOP)).isEmpty();
        }
    }

    @Test
    void aConversationThatOneAnswerHolds_isNotAskedFor() throws SQLException {
        older(IntStream.rangeClosed(1, 19));
        try (Database database = Sample.open(folder)) {
            assertThat(database.gaps().toList(SHOP)).isEmpty();
        }
    }

    @Test
    void aGapThatIsFoundMeanwhile_isListedFirst_andNothingIsCountedTwice() throws SQLException {
        older(IntStream.rangeClosed(1, 20));
        try (Database database = Sample.open(folder)) {
            database.sync().applyPage(SHOP, List.of(new SyncWriter.Pulled(MIA, at(75), Sample.person(MIA),
                    IntStream.rangeClosed(56, 75)
                            .mapToObj(n -> Sample.inbound(MIA, "m" + n, at(n), "Number " + n)).toList(),
                    false, null, Gaps.Reach.NEWEST)), Sample.LIVE);
            assertThat(database.gaps().of(MIA)).extracting(Gap::from).containsExactly(at(20));

            assertThat(survey(database).to()).isEqualTo(at(56));
            database.gaps().listed(survey(database), listed(1, 75), null);
            database.gaps().listed(survey(database), listed(1, 75), null);

            assertThat(database.gaps().of(MIA)).extracting(Gap::missing)
                    .containsExactly(new Missing(35, at(21), at(55)));
            assertThat(database.gaps().toList(SHOP)).isEmpty();
        }
    }
}
