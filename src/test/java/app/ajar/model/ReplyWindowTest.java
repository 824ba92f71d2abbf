package app.ajar.model;

import app.ajar.model.ReplyWindow.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReplyWindowTest {

    private static final Instant WROTE = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT0S,OPEN", "PT1S,OPEN", "PT21H59M59S,OPEN", "PT22H,OPEN", "PT22H0.000000001S,CLOSING_SOON",
            "PT22H1S,CLOSING_SOON", "PT23H59M59S,CLOSING_SOON", "PT23H59M59.999999999S,CLOSING_SOON", "PT24H,CLOSED",
            "PT24H1S,CLOSED", "P8D,CLOSED", "PT-1H,OPEN"})
    void replyWindow_isJudgedToTheSecond(Duration since, Status status) {
        assertThat(window(since, false).status()).isEqualTo(status);
    }

    @Test
    void replyWindow_isClosingSoon_whenUnderTwoHoursRemain() {
        ReplyWindow window = window(Duration.ofHours(22).plusSeconds(1), false);

        assertThat(window.status()).isEqualTo(Status.CLOSING_SOON);
        assertThat(window.until()).isEqualTo(WROTE.plus(Duration.ofHours(24)));
        assertThat(window.remaining(WROTE.plus(Duration.ofHours(22)).plusSeconds(1)))
                .isEqualTo(Duration.ofHours(2).minusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"PT23H59M59S,CLOSING_SOON", "PT24H,HUMAN_AGENT", "P6DT23H59M59S,HUMAN_AGENT", "P7D,CLOSED"})
    void humanAgentSpan_followsTheStandardOne_forSevenDays(Duration since, Status status) {
        assertThat(window(since, true).status()).isEqualTo(status);
    }

    @Test
    void nothingFromThePerson_isClosed_butUnknownWhenItCannotBeSeen() {
        assertThat(at(WindowFacts.NONE)).isEqualTo(Status.CLOSED);
        assertThat(at(new WindowFacts(null, null, true, false))).isEqualTo(Status.UNKNOWN);
        assertThat(at(new WindowFacts(null, null, true, true))).isEqualTo(Status.CLOSED);
    }

    @Test
    void metasRefusal_endsTheStandardSpan_andTheSevenDaysFollowWhereTheyAreOn() {
        WindowFacts refused = new WindowFacts(WROTE, WindowFacts.Opener.MESSAGE, false, true);

        assertThat(ReplyWindow.at(refused, false, WROTE.plusSeconds(60)).status()).isEqualTo(Status.CLOSED);
        assertThat(ReplyWindow.at(refused, true, WROTE.plusSeconds(60)))
                .isEqualTo(new ReplyWindow(Status.HUMAN_AGENT, WROTE.plus(Duration.ofDays(7))));
        assertThat(ReplyWindow.at(refused, true, WROTE.plus(Duration.ofDays(8))).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void remaining_isNeverNegative_andZeroWhenClosedOrUnknown() {
        ReplyWindow window = window(Duration.ZERO, false);
        assertThat(window.remaining(WROTE)).isEqualTo(Duration.ofHours(24));
        assertThat(window.remaining(WROTE.plus(Duration.ofHours(24)))).isEqualTo(Duration.ZERO);
        assertThat(window.remaining(WROTE.plus(Duration.ofDays(3)))).isEqualTo(Duration.ZERO);
        assertThat(window(Duration.ofDays(2), false).remaining(WROTE)).isEqualTo(Duration.ZERO);
        assertThat(ReplyWindow.at(new WindowFacts(null, null, true, false), false, WROTE).remaining(WROTE))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void share_runsFromWholeToNothing_ofTheSpanThatIsShown() {
        assertThat(window(Duration.ZERO, false).share(WROTE)).isEqualTo(1);
        assertThat(window(Duration.ZERO, false).share(WROTE.minus(Duration.ofHours(3)))).isEqualTo(1);
        assertThat(window(Duration.ofHours(12), false).share(WROTE.plus(Duration.ofHours(12)))).isEqualTo(0.5);
        assertThat(window(Duration.ofHours(84), true).share(WROTE.plus(Duration.ofHours(84)))).isEqualTo(0.5);
        assertThat(window(Duration.ofDays(9), true).share(WROTE.plus(Duration.ofDays(9)))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OPEN,true", "CLOSING_SOON,true", "UNKNOWN,true", "HUMAN_AGENT,false", "CLOSED,false"})
    void standardReply_mayBeTried_whereMetaMayTakeIt(Status status, boolean may) {
        assertThat(new ReplyWindow(status, WROTE).mayReply()).isEqualTo(may);
    }

    private static ReplyWindow window(Duration since, boolean humanAgent) {
        return ReplyWindow.at(new WindowFacts(WROTE, WindowFacts.Opener.MESSAGE, false, false), humanAgent,
                WROTE.plus(since));
    }

    private static Status at(WindowFacts facts) {
        return ReplyWindow.at(facts, true, WROTE).status();
    }
}
