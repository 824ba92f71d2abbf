package app.ajar.store;

import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.MediaTable.FollowerChange;
import app.ajar.store.MediaTable.FollowerCount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

class FollowersTest extends OpenShop {

    private static final ParticipantId MIA = new ParticipantId(SHOP, "igsid-mia");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private void told(int followers, Instant at) {
        database.sync().putProfile(new Participant(MIA, "mia", "Mia", null, followers, null, null, null, at));
    }

    @Test
    void followers_areKeptOnlyWhenTheyChange_andOnceADay() {
        told(100, NOON);
        told(100, NOON.plus(Duration.ofDays(1)));
        told(120, NOON.plus(Duration.ofDays(2)));
        told(125, NOON.plus(Duration.ofDays(2)).plusSeconds(60));
        told(90, NOON.plus(Duration.ofDays(40)));

        assertThat(database.media().followers(MIA, DAY)).containsExactly(new FollowerCount(DAY, 100),
                new FollowerCount(DAY.plusDays(2), 125), new FollowerCount(DAY.plusDays(40), 90));
        // What held at the beginning of the span is part of it, however long ago it was told.
        assertThat(database.media().followers(MIA, DAY.plusDays(30))).containsExactly(
                new FollowerCount(DAY.plusDays(2), 125), new FollowerCount(DAY.plusDays(40), 90));
    }

    @Test
    void change_isOverThirtyDays_orSinceTheFirstNumber() {
        told(100, NOON);
        told(130, NOON.plus(Duration.ofDays(2)));
        assertThat(change(2)).contains(new FollowerChange(30, DAY));
        told(110, NOON.plus(Duration.ofDays(35)));

        // What held thirty days ago was told before, and is compared with as of that day.
        assertThat(change(35)).contains(new FollowerChange(-20, DAY.plusDays(5)));
        assertThat(change(32)).contains(new FollowerChange(-20, DAY.plusDays(2)));
    }

    @Test
    void change_isNone_whenTheSameNumberIsToldAgain() {
        told(100, NOON);
        told(100, NOON.plus(Duration.ofDays(3)));

        assertThat(change(4)).contains(new FollowerChange(0, DAY));
    }

    @Test
    void change_isNotKnown_fromOneNumber_norFromOldOnes() {
        assertThat(change(0)).isEmpty();
        told(100, NOON);
        assertThat(change(0)).isEmpty();
        assertThat(change(20)).isEmpty();
        told(130, NOON.plus(Duration.ofDays(2)));
        assertThat(change(31)).contains(new FollowerChange(30, DAY.plusDays(1)));
        assertThat(change(32)).isEmpty();
        assertThat(change(400)).isEmpty();
    }

    private Optional<FollowerChange> change(int days) {
        return database.media().followerChange(MIA, NOON.plus(Duration.ofDays(days)));
    }

    @Test
    void followers_thatAreNotTold_leaveNoTrace_andGoWithTheirAccount() {
        database.sync().putProfile(new Participant(MIA, "mia", null, null, null, null, null, null, NOON));
        assertThat(database.media().followers(MIA, DAY)).isEmpty();
        told(100, NOON);
        database.accounts().remove(SHOP);
        database.accounts().put(Sample.account(SHOP));
        database.sync().putProfile(new Participant(MIA, "mia", null, null, null, null, null, null, NOON));
        assertThat(database.media().followers(MIA, DAY)).isEmpty();
    }
}
