package app.ajar.ui.thread;

import app.ajar.model.AccountId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.ReplyWindow;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageCardTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "file:///etc/passwd", "javascript:alert(1)", "https:", "https:///x",
            "https://user:pw@example.com/", "not an address", "", "ftp://example.com", "https://exa mple.com"})
    void addressesFromStrangers_areOpenedOnlyIfTheyAreSafe(String address) {
        assertThat(MessageCard.webAddress(address)).isNull();
    }

    @Test
    void httpsAddresses_areKept() {
        assertThat(MessageCard.webAddress("https://www.instagram.com/p/abc?x=1")).hasHost("www.instagram.com");
        assertThat(MessageCard.webAddress("HTTPS://example.com/")).isNotNull();
        assertThat(MessageCard.webAddress(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,0 followers", "1,1 follower", "999,999 followers", "9999,'9,999 followers'", "12400,12.4k followers",
            "1250000,1.2M followers"})
    void followers_areShortAndReadable(int count, String words) {
        assertThat(PersonFacts.followers(count, Locale.US)).isEqualTo(words);
    }

    @Test
    void whatMetaDidNotTell_isLeftOut() {
        ParticipantId id = new ParticipantId(new AccountId("1"), "p");
        assertThat(PersonFacts.line(Participant.known(id, "maya"), Locale.US)).isEmpty();
        assertThat(PersonFacts.line(new Participant(id, "maya", null, null, 12_400, true, null, null, NOW), Locale.US))
                .isEqualTo("12.4k followers · follows you");
    }

    @Test
    void theWindow_isSaidInWords() {
        assertThat(WindowPill.words(new ReplyWindow(ReplyWindow.Status.CLOSING_SOON, NOW.plusSeconds(6_120)), NOW))
                .isEqualTo("Closes in 1h 42m");
        assertThat(WindowPill.words(new ReplyWindow(ReplyWindow.Status.OPEN, NOW.plusSeconds(79_800)), NOW))
                .isEqualTo("22h 10m left");
        assertThat(WindowPill.words(new ReplyWindow(ReplyWindow.Status.CLOSED, null), NOW)).isEqualTo("Window closed");
        assertThat(WindowPill.words(new ReplyWindow(ReplyWindow.Status.UNKNOWN, null), NOW))
                .isEqualTo("Window unknown");
    }
}
