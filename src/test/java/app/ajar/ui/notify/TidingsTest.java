package app.ajar.ui.notify;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import app.ajar.settings.Notifications;
import app.ajar.store.ChangeFeed.Arrivals;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TidingsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AccountId SHOP = new AccountId("17840001");
    private static final AccountId NEW_SHOP = new AccountId("17840002");

    private final Tidings tidings = new Tidings();
    private final List<Arrival> stored = new ArrayList<>();
    private final Map<ConversationId, Conversation> rows = new HashMap<>();
    private final Map<ConversationId, Conversation> closing = new LinkedHashMap<>();
    private Notifications wanted = Notifications.DEFAULTS;
    private Set<AccountId> synced = Set.of(SHOP);
    private @Nullable ConversationId open;
    private Instant now = NOON;
    private boolean toldWindows;

    private static ConversationId id(String name) {
        return new ConversationId(SHOP, name);
    }

    private void writes(String name, String words) {
        writes(id(name), words, now);
    }

    private void writes(ConversationId id, String words, Instant at) {
        stored.add(new Arrival(stored.size() + 1, id, at, Message.Kind.TEXT, words, null));
        rows.put(id, row(id, at, Message.Direction.INBOUND, DeliveryState.SENT));
    }

    private static Conversation row(ConversationId id, Instant inbound, Message.Direction last, DeliveryState state) {
        return new Conversation(id, Participant.known(new ParticipantId(id.account(), id.value()), id.value()), inbound,
                "Hello", Message.Kind.TEXT, null, last, state,
                new WindowFacts(inbound, WindowFacts.Opener.MESSAGE, false, false), 1, false, null);
    }

    /** Whose window closes when, with their word the last. */
    private void closes(String name, Instant until) {
        closes(name, until, Message.Direction.INBOUND, DeliveryState.SENT);
    }

    private void closes(String name, Instant until, Message.Direction last, DeliveryState state) {
        closing.put(id(name), row(id(name), until.minus(Duration.ofHours(24)), last, state));
    }

    private Tidings.Reading reading() {
        List<Conversation> windows = closing.values().stream()
                .filter(row -> inbound(row).isAfter(now.minus(Duration.ofHours(24)))
                        && inbound(row).isBefore(now.minus(Duration.ofHours(22))))
                .sorted(Comparator.comparing(TidingsTest::inbound)).toList();
        long mark = stored.stream().mapToLong(Arrival::order).max().orElse(0);
        long since = tidings.since();
        return new Tidings.Reading(
                new Arrivals(mark, since < 0 ? List.of() : stored.stream().filter(a -> a.order() > since).toList(),
                        synced),
                rows, windows, now);
    }

    private static Instant inbound(Conversation row) {
        Instant at = row.window().lastInboundAt();
        assertThat(at).isNotNull();
        return at == null ? Instant.EPOCH : at;
    }

    private void begin() {
        toldWindows = tidings.begin(reading(), wanted, false, id -> id.equals(open));
    }

    private List<Card> look() {
        return look(false);
    }

    private List<Card> look(boolean afterSilence) {
        toldWindows = tidings.take(reading(), wanted, afterSilence, id -> id.equals(open));
        return tidings.cards();
    }

    /** The names and the number of messages of cards of one person each. */
    private static List<String> people(List<Card> cards) {
        return cards.stream().map(card -> card instanceof Card.FromPerson person
                ? person.who().id().value() + " " + person.messages().size()
                : card.getClass().getSimpleName()).toList();
    }

    @Test
    void whatWasThereBefore_isNotTold_andEachMessageIsToldOnce() {
        writes("maya", "Before the start");
        begin();
        assertThat(look()).isEmpty();

        writes("maya", "Hello");
        assertThat(people(look())).containsExactly("maya 1");
        assertThat(people(look())).as("read again by a poll after the push").containsExactly("maya 1");
        tidings.done(tidings.cards().getFirst().key());
        assertThat(tidings.cards()).isEmpty();
        assertThat(look()).as("closed is closed").isEmpty();
        writes("maya", "Are you there?");
        assertThat(people(look())).as("counted anew").containsExactly("maya 1");
    }

    @Test
    void messagesOfOnePerson_gatherInOneCard() {
        begin();
        writes("maya", "One");
        look();
        writes("maya", "Two");
        writes("maya", "Three");
        assertThat(people(look())).containsExactly("maya 3");
    }

    @Test
    void upToThreePeople_haveACardEach_moreAreTogether() {
        begin();
        for (String name : List.of("maya", "jonas", "noor")) {
            writes(name, "Hello");
        }
        assertThat(people(look())).containsExactly("maya 1", "jonas 1", "noor 1");
        writes("maya", "Hello again");
        assertThat(people(look())).as("who wrote last is last").containsExactly("jonas 1", "noor 1", "maya 2");
        writes("ada", "Hello");
        assertThat(look()).singleElement().isInstanceOfSatisfying(Card.FromMany.class, many -> {
            assertThat(many.messages()).isEqualTo(5);
            assertThat(many.people()).isEqualTo(4);
            assertThat(many.some()).extracting(row -> row.id().value()).containsExactly("ada", "maya", "noor");
            assertThat(many.afterSilence()).isFalse();
        });
    }

    @Test
    void conversationInFrontOfTheUser_isNotTold_andNotLaterEither() {
        begin();
        open = id("maya");
        writes("maya", "You see this");
        writes("jonas", "Not this");
        assertThat(people(look())).containsExactly("jonas 1");
        open = null;
        assertThat(people(look())).containsExactly("jonas 1");
    }

    @Test
    void historyOfAnAccountThatIsBeingRead_isNotTold() {
        begin();
        ConversationId old = new ConversationId(NEW_SHOP, "old");
        writes(old, "First page", now);
        assertThat(look()).isEmpty();
        writes(old, "Last page", now);
        synced = Set.of(SHOP, NEW_SHOP);
        assertThat(look()).as("the page that ends the first sync").isEmpty();
        writes(old, "Now it is news", now);
        assertThat(people(look())).containsExactly("old 1");
    }

    @Test
    void whatCameLate_isToldTogether_butOnePersonStaysOne() {
        begin();
        writes(id("maya"), "While you slept", now.minus(Duration.ofHours(2)));
        assertThat(people(look())).containsExactly("maya 1");
        writes(id("jonas"), "While you slept, too", now.minus(Duration.ofHours(1)));
        assertThat(people(look())).containsExactly("FromMany");
        tidings.done(tidings.cards().getFirst().key());
        writes("ada", "Hello");
        writes("noor", "Hello");
        assertThat(people(look())).as("from now on apart again").containsExactly("ada 1", "noor 1");
    }

    @Test
    void whatCameInSilence_isToldTogetherAfterwards_whileItStands() {
        begin();
        writes("maya", "In the night");
        writes("jonas", "In the night");
        writes("noor", "Answered in the app meanwhile");
        stored.removeLast();
        assertThat(look(true)).singleElement().isInstanceOfSatisfying(Card.FromMany.class, many -> {
            assertThat(many.messages()).isEqualTo(2);
            assertThat(many.afterSilence()).isTrue();
        });
    }

    @Test
    void whatIsReadAnsweredOrTakenBack_goesFromTheScreen() {
        begin();
        writes("maya", "One");
        writes("maya", "Two");
        writes("jonas", "Hello");
        look();
        stored.remove(1);
        assertThat(people(look())).containsExactlyInAnyOrder("maya 1", "jonas 1");
        stored.removeFirst();
        assertThat(people(look())).containsExactly("jonas 1");
    }

    @Test
    void messagesTurnedOff_areNeitherToldNorKeptForLater() {
        begin();
        writes("maya", "Hello");
        look();
        wanted = wanted.withMessages(false);
        assertThat(look()).isEmpty();
        writes("maya", "Are you there?");
        assertThat(look()).isEmpty();
        wanted = wanted.withMessages(true);
        assertThat(look()).isEmpty();
    }

    @Test
    void accountThatGoes_takesItsMarkAlong_andLaterNewsIsTold() {
        writes("maya", "One");
        writes("maya", "Two");
        begin();
        stored.clear();
        assertThat(look()).isEmpty();
        writes("jonas", "First after");
        assertThat(people(look())).containsExactly("jonas 1");
    }

    @Test
    void moreThanAThousandPeople_areOneCard() {
        begin();
        for (int i = 0; i < 1_000; i++) {
            writes("person-" + i, "Hello");
        }
        assertThat(look()).singleElement().isInstanceOfSatisfying(Card.FromMany.class, many -> {
            assertThat(many.people()).isEqualTo(1_000);
            assertThat(many.some()).hasSize(3);
        });
    }

    @ParameterizedTest
    @CsvSource({"119, false, true", "120, false, false", "121, false, false", "16, false, true", "15, true, true",
            "1, true, true"})
    void window_isToldUnderTwoHours_andAsItsLastFromAQuarterOn(int minutesLeft, boolean last, boolean told) {
        closes("maya", NOON.plus(Duration.ofMinutes(minutesLeft)));
        begin();
        assertThat(toldWindows).isEqualTo(told);
        assertThat(tidings.cards()).hasSize(told ? 1 : 0);
        assertThat(tidings.cards()).allMatch(card -> card instanceof Card.Closing shown && shown.last() == last);
    }

    @Test
    void window_isToldOnceInEachStage_andAnewWhenTheyWriteAgain() {
        begin();
        closes("maya", NOON.plus(Duration.ofHours(3)));
        assertThat(look()).isEmpty();
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(look()).hasSize(1);
        assertThat(toldWindows).isTrue();
        tidings.done("closing");
        now = NOON.plus(Duration.ofMinutes(90));
        assertThat(look()).isEmpty();
        assertThat(toldWindows).isFalse();
        now = NOON.plus(Duration.ofMinutes(166));
        assertThat(look()).singleElement().isInstanceOfSatisfying(Card.Closing.class,
                card -> assertThat(card.last()).isTrue());
        now = NOON.plus(Duration.ofHours(3));
        assertThat(look()).as("closed: too late to say anything").isEmpty();

        closes("maya", now.plus(Duration.ofHours(1)));
        assertThat(look()).hasSize(1);
    }

    @Test
    void windowThatWasToldBeforeARestart_isNotToldAgain_butItsLastQuarterIs() {
        wanted = wanted.withWindowsTold(NOON);
        closes("told", NOON.plus(Duration.ofHours(2)));
        closes("meanwhile", NOON.plus(Duration.ofMinutes(130)));
        now = NOON.plus(Duration.ofMinutes(20));
        begin();
        assertThat(tidings.cards()).singleElement().isInstanceOfSatisfying(Card.Closing.class,
                card -> assertThat(card.who().id()).isEqualTo(id("meanwhile")));
        tidings.done("closing");
        now = NOON.plus(Duration.ofMinutes(106));
        assertThat(look()).singleElement().isInstanceOfSatisfying(Card.Closing.class,
                card -> assertThat(card.who().id()).isEqualTo(id("told")));
    }

    @Test
    void window_isToldOnlyWhereThePersonWaits() {
        Instant soon = NOON.plus(Duration.ofHours(1));
        closes("answered", soon, Message.Direction.OUTBOUND, DeliveryState.SENT);
        closes("answering", soon, Message.Direction.OUTBOUND, DeliveryState.QUEUED);
        closes("failed", soon, Message.Direction.OUTBOUND, DeliveryState.FAILED);
        begin();
        assertThat(tidings.cards()).singleElement().isInstanceOfSatisfying(Card.Closing.class,
                card -> assertThat(card.who().id()).isEqualTo(id("failed")));
        closes("failed", soon, Message.Direction.OUTBOUND, DeliveryState.SENT);
        assertThat(look()).as("answered: gone from the screen").isEmpty();
    }

    @Test
    void windowsThatCloseTogether_areOneCard_whichLeavesRoomForTwoPeople() {
        closes("maya", NOON.plus(Duration.ofMinutes(90)));
        closes("jonas", NOON.plus(Duration.ofMinutes(80)));
        begin();
        assertThat(tidings.cards()).singleElement().isInstanceOfSatisfying(Card.ManyClosing.class, many -> {
            assertThat(many.count()).isEqualTo(2);
            assertThat(many.some().getFirst().id()).isEqualTo(id("jonas"));
            assertThat(many.last()).isFalse();
        });
        writes("ada", "Hello");
        writes("noor", "Hello");
        assertThat(people(look())).containsExactly("ManyClosing", "ada 1", "noor 1");
        writes("eve", "Hello");
        assertThat(people(look())).containsExactly("ManyClosing", "FromMany");
    }

    @Test
    void windowInFrontOfTheUser_isSeenThere_andNotTold() {
        closes("maya", NOON.plus(Duration.ofMinutes(90)));
        open = id("maya");
        begin();
        assertThat(toldWindows).isTrue();
        open = null;
        assertThat(look()).isEmpty();
    }

    @Test
    void latest_isWhoeverWroteLast_elseTheWindowThatCloses() {
        begin();
        assertThat(tidings.latest()).isEmpty();
        closes("maya", NOON.plus(Duration.ofMinutes(90)));
        look();
        assertThat(tidings.latest()).contains(id("maya"));
        writes("ada", "Hello");
        writes("noor", "Hello");
        look();
        assertThat(tidings.latest()).contains(id("noor"));
    }
}
