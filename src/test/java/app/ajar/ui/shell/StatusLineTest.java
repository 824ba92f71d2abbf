package app.ajar.ui.shell;

import app.ajar.model.AccessProblem;
import app.ajar.model.AccountId;
import app.ajar.sync.Health;
import app.ajar.sync.Health.Phase;
import app.ajar.ui.shell.StatusViewModel.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusLineTest {

    private static final AccountId ACCOUNT = new AccountId("17840001");
    private static final Instant NOW = Instant.parse("2026-11-22T09:50:00Z");

    @Test
    void of_saysHowOftenItLooks() {
        assertThat(words(health(Phase.LIVE, NOW.minusSeconds(8)), 0)).isEqualTo("Live · polling every 15 s");
        assertThat(words(health(Phase.LIVE, NOW.minusSeconds(190)), 0)).isEqualTo("Live · polling every 15 s");
    }

    @Test
    void of_neverCallsAnOldPictureLive() {
        Line line = line(health(Phase.LIVE, NOW.minusSeconds(7200)), 0);
        assertThat(line.words()).isEqualTo("Catching up · showing everything up to 07:50");
        assertThat(line.tone()).isEqualTo(Line.Tone.BUSY);
    }

    @Test
    void of_saysUpToWhenEverythingIsHere_andWhatWaits_whenOffline() {
        Health offline = health(Phase.OFFLINE, Instant.parse("2026-11-22T09:41:10Z"));
        assertThat(words(offline, 0)).isEqualTo("Offline · showing everything up to 09:41");
        assertThat(words(offline, 1)).endsWith(" · 1 reply will go out when you are back");
        assertThat(words(offline, 2)).endsWith(" · 2 replies will go out when you are back");
        assertThat(words(offline(Instant.parse("2026-11-22T09:41:55Z"), Instant.parse("2026-11-22T09:41:10Z")), 0))
                .isEqualTo("Offline since 09:41 · showing everything up to then");
        assertThat(words(offline(Instant.parse("2026-11-22T09:44:00Z"), Instant.parse("2026-11-22T09:12:00Z")), 1))
                .isEqualTo("Offline since 09:44 · showing everything up to 09:12"
                        + " · 1 reply will go out when you are back");
        assertThat(words(health(Phase.OFFLINE, null), 0)).isEqualTo(
                "Offline · nothing of this account is stored yet");
        assertThat(line(health(Phase.OFFLINE, null), true, 0).words()).isEqualTo(
                "Offline · showing everything stored");
    }

    @Test
    void of_saysWhenItGoesOn_whenLimited() {
        Health limited = new Health(ACCOUNT, Phase.RATE_LIMITED, null, null, Instant.parse("2026-11-22T14:05:00Z"),
                null, 0, 100);
        assertThat(words(limited, 0)).isEqualTo("Rate limited · again at 14:05");
    }

    @Test
    void of_offersToConnect_whenTheTokenIsDead() {
        Line line = line(new Health(ACCOUNT, Phase.NEEDS_RECONNECT, null, null, null,
                AccessProblem.TOKEN_EXPIRED, 0, 0), 0);
        assertThat(line.words()).isEqualTo("Connect again: The token has expired");
        assertThat(line.remedy()).isEqualTo(Line.Remedy.CONNECT);
        assertThat(line.tone()).isEqualTo(Line.Tone.BROKEN);
    }

    @Test
    void of_countsTheFirstSync() {
        assertThat(words(new Health(ACCOUNT, Phase.FIRST_SYNC, null, null, null, null, 240, 0), 0))
                .isEqualTo("First sync: 240 conversations");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void of_hasWordsForEveryPhase(Phase phase) {
        assertThat(words(health(phase, null), 0)).isNotBlank().doesNotContain("{", "null");
    }

    private static Health health(Phase phase, @Nullable Instant last) {
        return new Health(ACCOUNT, phase, last, null, null, null, 0, 0);
    }

    private static Health offline(Instant since, Instant last) {
        return new Health(ACCOUNT, Phase.OFFLINE, last, since, null, null, 0, 0);
    }

    private static String words(Health health, int waiting) {
        return line(health, waiting).words();
    }

    private static Line line(Health health, int waiting) {
        return line(health, false, waiting);
    }

    private static Line line(Health health, boolean stored, int waiting) {
        return Line.of(health, Duration.ofSeconds(15), stored, waiting, NOW, ZoneOffset.UTC, Locale.UK);
    }
}
