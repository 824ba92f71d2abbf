package app.ajar.ui.notify;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import app.ajar.settings.Notifications.Details;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CardWordsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Conversation of(String name) {
        ConversationId id = new ConversationId(new AccountId("17840001"), name);
        return new Conversation(id, Participant.known(new ParticipantId(id.account(), name), name), NOON, "Hello",
                Message.Kind.TEXT, null, Message.Direction.INBOUND, DeliveryState.SENT,
                new WindowFacts(NOON, WindowFacts.Opener.MESSAGE, false, false), 1, false, null);
    }

    private static Arrival said(String name, int order, @Nullable String words) {
        return new Arrival(order, of(name).id(), NOON, words == null ? Message.Kind.MEDIA : Message.Kind.TEXT, words,
                words == null ? Attachment.Kind.IMAGE : null);
    }

    private static CardWords words(Card card, Details details) {
        return CardWords.of(card, details, ZoneOffset.UTC, Locale.UK);
    }

    @Test
    void onePerson_isNamedWithTheirLastWords_andTheirNumber() {
        Card.FromPerson card = new Card.FromPerson(of("maya"),
                List.of(said("maya", 1, "One"), said("maya", 2, "Two"), said("maya", 3, null),
                        said("maya", 4, "Four")));
        assertThat(words(card, Details.WORDS).accessible()).isEqualTo("maya, 4 new messages, Two, 📷 Photo, Four");
        assertThat(words(card, Details.WORDS).face()).contains(of("maya"));
    }

    @Test
    void nothingOfTheWords_isReadWhereOnlyNamesMayBe_andNoNameWhereNothingMay() {
        Card.FromPerson person = new Card.FromPerson(of("maya"), List.of(said("maya", 1, "A secret")));
        Card.FromMany many = new Card.FromMany(12, 5, List.of(of("maya"), of("jonas")), true);
        Card.Closing closing = new Card.Closing(of("maya"), NOON, Duration.ofMinutes(90), false);
        Card.ManyClosing closings = new Card.ManyClosing(2, List.of(of("maya"), of("jonas")), true);

        assertThat(words(person, Details.NAMES).accessible()).isEqualTo("maya, New message");
        assertThat(words(person, Details.NOTHING)).satisfies(words -> {
            assertThat(words.accessible()).isEqualTo("New message");
            assertThat(words.face()).isEmpty();
        });
        assertThat(words(many, Details.NAMES).accessible())
                .isEqualTo("12 new messages, from 5 people, While notifications were quiet, maya, jonas, and 3 more");
        assertThat(words(many, Details.NOTHING).accessible())
                .isEqualTo("12 new messages, from 5 people, While notifications were quiet");
        for (Card card : List.of(closing, closings)) {
            assertThat(words(card, Details.NAMES).accessible()).contains("maya");
            assertThat(words(card, Details.NOTHING).accessible()).doesNotContain("maya", "jonas");
            assertThat(words(card, Details.NOTHING).face()).isEmpty();
        }
    }

    @Test
    void lastMinutes_areCounted_andHalfAMinuteIsNotNone() {
        assertThat(words(new Card.Closing(of("maya"), NOON, Duration.ofSeconds(841), true), Details.WORDS).accessible())
                .startsWith("maya, About 15 minutes left to answer.");
        assertThat(words(new Card.Closing(of("maya"), NOON, Duration.ofSeconds(20), true), Details.WORDS).accessible())
                .startsWith("maya, A minute left to answer.");
    }

    @Test
    void longWords_takeThreeLines_brokenBetweenWords_andNoLetterIsCut() {
        String text = "Is it still there? I would take it in green if you have that, and could you send it soon? "
                + "x".repeat(3_000);
        List<String> lines = CardWords.broken(text);
        assertThat(lines).hasSize(3);
        assertThat(String.join(" ", lines)).isEqualTo(text);
        assertThat(CardWords.broken("漢".repeat(30))).containsExactly("漢".repeat(21), "漢".repeat(9));
        assertThat(CardWords.broken("👩‍👩‍👧‍👦".repeat(30)).getFirst()).isEqualTo("👩‍👩‍👧‍👦".repeat(21));
        assertThat(CardWords.broken("  ")).isEmpty();
    }
}
