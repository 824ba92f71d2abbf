package app.ajar.ui.health;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.Gaps;
import app.ajar.sync.Health;
import app.ajar.sync.Health.Log.Kind;
import app.ajar.sync.Health.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthWordsTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final AccountId ID = new AccountId("17841400000000001");

    private static Account account(Account.Status status) {
        return new Account(ID, "harbour.bakery", "Harbour Bakery",
                "https://scontent.cdninstagram.com/v/face.jpg?oh=secret", status, null, NOW.minus(Duration.ofDays(90)),
                NOW.minus(Duration.ofDays(4)), NOW.plus(Duration.ofDays(56)));
    }

    private static AccountHealth health(Phase phase, @Nullable Instant synced) {
        return new AccountHealth(account(Account.Status.CONNECTED), new Health.Details(
                new Health(ID, phase, synced, null, null, null, 0, 37), Duration.ofSeconds(15), 4, "613",
                NOW.minusSeconds(3_600)), new Gaps.Counts(2, 35));
    }

    private static Health.Log.Entry entry(long number, Kind kind, int times, int count, @Nullable String code) {
        return new Health.Log.Entry(number, NOW.minusSeconds(60 * number), ID, kind, times, count, code);
    }

    @Test
    void facts_sayAllThatIsKnown() {
        assertThat(health(Phase.LIVE, NOW.minusSeconds(5)).facts(NOW, UTC, Locale.UK))
                .extracting(AccountHealth.Fact::value)
                .containsExactly("13:59", "Every 15 s", "code 613, 13:00", "4 calls",
                        "37 % of the allowance", "4 days old, ends in 56 days (17 Jan 2027)", "2 gaps, 35 messages");
    }

    @Test
    void facts_makeNothingUp_beforeAnythingIsKnown() {
        AccountHealth unknown = new AccountHealth(account(Account.Status.CONNECTED), null, new Gaps.Counts(0, 0));
        assertThat(unknown.facts(NOW, UTC, Locale.UK)).extracting(AccountHealth.Fact::value).contains("Not yet",
                "None").noneMatch(value -> value.contains("null") || value.contains("{"));
        assertThat(unknown.light(NOW)).isEqualTo(AccountHealth.Light.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhase_hasALight(Phase phase) {
        assertThat(health(phase, NOW).light(NOW)).isNotNull();
    }

    @Test
    void anOldPicture_isNotWell_howeverTheLastCallWent() {
        assertThat(health(Phase.LIVE, NOW).light(NOW)).isEqualTo(AccountHealth.Light.WELL);
        assertThat(health(Phase.LIVE, NOW.minus(Duration.ofMinutes(6))).light(NOW))
                .isEqualTo(AccountHealth.Light.BUSY);
        assertThat(new AccountHealth(account(Account.Status.EXPIRED), null, new Gaps.Counts(0, 0)).light(NOW))
                .isEqualTo(AccountHealth.Light.BROKEN);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfEntry_hasWords(Kind kind) {
        assertThat(LogLines.words(entry(1, kind, 2, 3, null))).isNotBlank().doesNotContain("{", "health.log");
    }

    @Test
    void theLog_isSearchedByWords_whateverTheirCase() {
        List<Health.Log.Entry> entries = List.of(entry(3, Kind.MESSAGES, 1, 2, null), entry(2, Kind.RATE_LIMITED, 1, 0,
                "613"), entry(1, Kind.QUIET, 7, 0, null));
        LogLines lines = new LogLines(List.of(account(Account.Status.CONNECTED)), UTC, Locale.UK);

        assertThat(lines.of(entries, "", NOW)).extracting(LogLines.Line::words).containsExactly(
                "2 messages were stored", "Instagram asks to wait · code 613", "Looked 7 times, nothing new");
        assertThat(lines.of(entries, "WAIT bakery", NOW)).extracting(LogLines.Line::number).containsExactly(2L);
        assertThat(lines.of(entries, "nothing stored", NOW)).isEmpty();
    }

    @Test
    void diagnostics_holdStatesAndCodes_andNothingPersonal() {
        Account broken = account(Account.Status.EXPIRED).withStatus(Account.Status.EXPIRED,
                AccessProblem.PASSWORD_CHANGED);
        String text = Diagnostics.of(
                List.of(health(Phase.RATE_LIMITED, NOW), new AccountHealth(broken, null, new Gaps.Counts(0, 0))),
                List.of(entry(1, Kind.RATE_LIMITED, 3, 0, "613/2534040")), NOW);

        assertThat(text).contains("phase RATE_LIMITED", "EXPIRED PASSWORD_CHANGED", "613/2534040", "x3",
                "messages missing 35");
        assertThat(text).doesNotContainIgnoringCase("harbour").doesNotContainIgnoringCase("bakery")
                .doesNotContain(ID.value(), "17841", "cdninstagram", "secret", "https", "IGAA");
    }
}
