package app.ajar.store;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Gaps.Gap;
import app.ajar.store.Gaps.Listed;
import app.ajar.store.Gaps.Missing;
import app.ajar.store.Gaps.Reach;
import app.ajar.store.Gaps.Survey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.person;
import static org.assertj.core.api.Assertions.assertThat;

class GapsTest extends OpenShop {

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static List<Message> messages(ConversationId id, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> inbound(id, "m" + n, at(n), "Number " + n)).toList();
    }

    private void read(int from, int to, Reach reach) {
        database.sync().applyPage(SHOP, List.of(new SyncWriter.Pulled(MIA, at(to), person(MIA),
                messages(MIA, from, to), false, null, reach)), Sample.LIVE);
    }

    private static List<Listed> listed(int from, int to) {
        List<Listed> ids = new ArrayList<>();
        for (int n = to; n >= from; n--) {
            ids.add(new Listed(new MessageId("m" + n), at(n)));
        }
        return ids;
    }

    private Survey survey() {
        return database.gaps().toList(SHOP).orElseThrow();
    }

    @Test
    void aConversationReadFromItsBeginning_hasNoGap() {
        read(1, 4, Reach.BEGINNING);

        assertThat(database.gaps().of(MIA)).isEmpty();
        assertThat(database.gaps().toList(SHOP)).isEmpty();
    }

    @Test
    void whatLiesBeforeTheFirstReadMessages_isAGapWithoutABeginning_thatIsNotCounted() {
        read(30, 49, Reach.NEWEST);

        assertThat(database.gaps().of(MIA)).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isNull();
            assertThat(gap.to()).isEqualTo(at(30));
            assertThat(gap.missing()).isNull();
        });
        assertThat(database.gaps().toList(SHOP)).isEmpty();
        assertThat(database.gaps().counts(null).gaps()).isZero();
    }

    @Test
    void anAnswerThatReachesBackToWhatWasHere_leavesNoGap() {
        read(1, 4, Reach.BEGINNING);
        read(4, 23, Reach.NEWEST);
        read(23, 42, Reach.NEWEST);

        assertThat(database.gaps().of(MIA)).isEmpty();
    }

    @Test
    void moreThanTwentyWhileAway_leaveAGap_thatIsCountedFromTheIds() {
        read(1, 4, Reach.BEGINNING);
        read(40, 59, Reach.NEWEST);
        assertThat(database.gaps().of(MIA)).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(at(4));
            assertThat(gap.to()).isEqualTo(at(40));
            assertThat(gap.missing()).isNull();
        });

        try (Sample.Heard heard = new Sample.Heard(database)) {
            database.gaps().listed(survey(), listed(20, 59), "older");
            assertThat(heard.all()).isEmpty();
            assertThat(survey().page()).isEqualTo("older");
            database.gaps().listed(survey(), listed(1, 19), null);
            assertThat(heard.all()).containsExactly(new Change.GapsChanged(MIA));
        }

        assertThat(database.gaps().of(MIA)).extracting(Gap::missing).containsExactly(new Missing(35, at(5), at(39)));
        assertThat(database.gaps().counts(SHOP)).isEqualTo(new Gaps.Counts(1, 35));
        assertThat(database.gaps().toList(SHOP)).isEmpty();
    }

    @Test
    void gapsThatMeetWithinASecond_countEachMessageOnce() {
        read(1, 4, Reach.BEGINNING);
        readBurst(25, 44);
        readBurst(65, 84);
        assertThat(database.gaps().of(MIA)).hasSize(2);

        List<Listed> all = new ArrayList<>();
        for (int n = 84; n >= 1; n--) {
            all.add(new Listed(new MessageId("m" + n), at(Math.min(n, 5))));
        }
        database.gaps().listed(survey(), all, null);
        database.gaps().toList(SHOP).ifPresent(other -> database.gaps().listed(other, all, null));

        assertThat(database.gaps().counts(SHOP).messages()).isEqualTo(40);
    }

    /** All sent within one second, as Meta's times tell it. */
    private void readBurst(int from, int to) {
        List<Message> burst = IntStream.rangeClosed(from, to)
                .mapToObj(n -> inbound(MIA, "m" + n, at(5), "Number " + n)).toList();
        database.sync().applyPage(SHOP, List.of(new SyncWriter.Pulled(MIA, at(5), person(MIA), burst, false, null,
                Reach.NEWEST)), Sample.LIVE);
    }

    @Test
    void aListingThatFindsNothingMissing_endsTheGap() {
        read(1, 4, Reach.BEGINNING);
        read(5, 24, Reach.NEWEST);
        assertThat(database.gaps().of(MIA)).hasSize(1);

        database.gaps().listed(survey(), listed(1, 24), null);

        assertThat(database.gaps().of(MIA)).isEmpty();
    }

    @Test
    void messagesThatComeAfterAll_areNotMissingAnyMore() {
        read(1, 4, Reach.BEGINNING);
        read(40, 59, Reach.NEWEST);
        database.gaps().listed(survey(), listed(1, 59), null);

        read(10, 59, Reach.PART);
        assertThat(database.gaps().of(MIA)).extracting(Gap::missing).containsExactly(new Missing(5, at(5), at(9)));
        read(5, 59, Reach.PART);

        assertThat(database.gaps().of(MIA)).isEmpty();
    }

    @Test
    void aServerThatRepeatsItsPages_isNotAskedForEver() {
        read(1, 4, Reach.BEGINNING);
        read(40, 59, Reach.NEWEST);

        database.gaps().listed(survey(), listed(30, 59), "again");
        database.gaps().listed(survey(), listed(30, 59), "again");

        assertThat(database.gaps().toList(SHOP)).isEmpty();
        assertThat(database.gaps().of(MIA)).extracting(Gap::missing).containsExactly(new Missing(10, at(30), at(39)));
    }

    @Test
    void aGapThatTheServerRefusesToList_stays_andIsAskedForThreeTimes() {
        read(1, 4, Reach.BEGINNING);
        read(40, 59, Reach.NEWEST);

        database.gaps().refused(survey());
        database.gaps().refused(survey());
        database.gaps().refused(survey());

        assertThat(database.gaps().toList(SHOP)).isEmpty();
        assertThat(database.gaps().of(MIA)).extracting(Gap::missing).containsOnlyNulls();
    }

    @Test
    void aShortPage_saysNothingOfWhatLiesBeforeIt() {
        read(1, 4, Reach.BEGINNING);
        read(40, 44, Reach.PART);
        assertThat(database.gaps().of(MIA)).isEmpty();

        // The next whole look finds the gap all the same.
        read(41, 60, Reach.NEWEST);

        assertThat(database.gaps().of(MIA)).extracting(Gap::from).containsExactly(at(4));
    }

    @Test
    void anAccountThatGoes_takesItsGapsWithIt() {
        read(1, 4, Reach.BEGINNING);
        read(40, 59, Reach.NEWEST);
        database.gaps().listed(survey(), listed(1, 59), null);

        database.accounts().remove(SHOP);

        for (String table : List.of("gap", "gap_message", "whole")) {
            long rows = database.sessions().read(session -> session.number("SELECT COUNT(*) FROM cache." + table));
            assertThat(rows).as(table).isZero();
        }
    }
}
