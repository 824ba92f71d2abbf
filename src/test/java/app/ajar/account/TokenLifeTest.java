package app.ajar.account;

import app.ajar.account.TokenLife.Stage;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenLifeTest {

    private static final Instant SEEN = Instant.parse("2026-10-01T08:00:00Z");

    private static TokenLife life(@Nullable Instant told) {
        return TokenLife.of(new Account(new AccountId("1784"), "harbour.bakery", null, null, Account.Status.CONNECTED,
                null, SEEN, SEEN, told));
    }

    private static Instant before(Instant end, Duration left) {
        return end.minus(left);
    }

    @Test
    void aTokenThatWasNeverRenewed_endsSixtyDaysAfterItWasSeen_atTheLatest() {
        assertThat(life(null)).isEqualTo(new TokenLife(SEEN.plus(Duration.ofDays(60)), false));
    }

    @Test
    void aRenewedToken_endsWhenMetaSaid() {
        Instant told = Instant.parse("2026-11-29T12:00:00Z");
        assertThat(life(told)).isEqualTo(new TokenLife(told, true));
    }

    @Test
    void itsStages_beginTenAndThreeDaysBeforeTheEnd() {
        TokenLife life = life(null);
        Instant end = life.ends();
        assertThat(life.at(before(end, Duration.ofDays(10).plusSeconds(1)))).isEqualTo(Stage.FRESH);
        assertThat(life.at(before(end, Duration.ofDays(10)))).isEqualTo(Stage.ENDS_SOON);
        assertThat(life.at(before(end, Duration.ofDays(3).plusSeconds(1)))).isEqualTo(Stage.ENDS_SOON);
        assertThat(life.at(before(end, Duration.ofDays(3)))).isEqualTo(Stage.ENDS_VERY_SOON);
        assertThat(life.at(before(end, Duration.ofSeconds(1)))).isEqualTo(Stage.ENDS_VERY_SOON);
        assertThat(life.at(end)).isEqualTo(Stage.ENDED);
        assertThat(life.daysLeft(before(end, Duration.ofHours(71)))).isEqualTo(2);
        assertThat(life.daysLeft(end.plusSeconds(9))).isZero();
    }
}
