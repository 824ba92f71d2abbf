package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.OTHER;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.person;
import static app.ajar.store.Sample.picture;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

class QueriesTest {

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Sample.liveShop(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ConversationFilter all(ConversationFilter.@Nullable Tab tab, @Nullable String search) {
        return new ConversationFilter(SHOP, tab == null ? ConversationFilter.Tab.ALL : tab, search, NOON);
    }

    private List<String> search(String words) {
        return database.conversations().page(all(null, words), null, 50).stream().map(c -> c.id().value()).toList();
    }

    /** Sixty conversations of which many have the same time. */
    private List<ConversationId> sixty() {
        List<SyncWriter.Pulled> page = new ArrayList<>();
        List<ConversationId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ConversationId id = thread("c" + i);
            ids.add(id);
            page.add(pulled(id, inbound(id, "m" + i, NOON.minusSeconds(i / 7 * 600L), "Hello")));
        }
        database.sync().applyPage(SHOP, page, null);
        return ids;
    }

    @ParameterizedTest
    @EnumSource(ConversationFilter.Tab.class)
    void listPages_haveNoGapsAndNoDoubles_whenTimesAreEqual(ConversationFilter.Tab tab) {
        List<ConversationId> ids = sixty();
        ids.forEach(id -> database.notes().setPriority(id, true));
        for (AccountId account : new @Nullable AccountId[]{SHOP, null}) {
            // In 23 hours' time, all of these close soon.
            ConversationFilter filter = new ConversationFilter(account, tab, null, NOON.plusSeconds(23 * 3600 - 60));
            List<Conversation> seen = new ArrayList<>();
            List<Conversation> page = database.conversations().page(filter, null, 7);
            while (!page.isEmpty()) {
                seen.addAll(page);
                page = database.conversations().page(filter, page.getLast(), 7);
            }
            List<Instant> times = seen.stream().map(Conversation::lastMessageAt).toList();
            assertThat(seen).extracting(Conversation::id).doesNotHaveDuplicates();
            if (tab == ConversationFilter.Tab.CLOSING) {
                assertThat(times).isSorted().hasSizeBetween(30, 60);
                assertThat(database.conversations().counts(account, filter.now()).closing()).isEqualTo(times.size());
            } else {
                assertThat(seen).hasSize(60);
                assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
            }
        }
    }

    @Test
    void threadPages_haveNoGapsAndNoDoubles_inEitherDirection_whenTimesAreEqual() {
        Message[] messages = IntStream.range(0, 100)
                .mapToObj(i -> inbound(MIA, "m" + i, NOON.plusSeconds(i / 9), "Message " + i)).toArray(Message[]::new);
        apply(database, pulled(MIA, messages));
        for (int i = 0; i < 6; i++) {
            database.outbox().enqueue(MIA, "Reply " + i, false, NOON.plusSeconds(i % 2 == 0 ? 11 : 60));
        }
        List<ThreadEntry> whole = database.threads().newest(MIA, 1000);
        assertThat(whole).hasSize(106);
        List<String> keys = whole.stream().map(ThreadEntry::key).toList();
        assertThat(keys).doesNotHaveDuplicates();
        List<ThreadEntry> back = new ArrayList<>(database.threads().newest(MIA, 7));
        for (List<ThreadEntry> page = back; !page.isEmpty();) {
            page = database.threads().before(MIA, back.getFirst(), 7);
            back.addAll(0, page);
        }
        assertThat(back).isEqualTo(whole);
        List<ThreadEntry> forth = new ArrayList<>(List.of(whole.getFirst()));
        for (List<ThreadEntry> page = forth; !page.isEmpty();) {
            page = database.threads().after(MIA, forth.getLast(), 7);
            forth.addAll(page);
        }
        assertThat(forth).isEqualTo(whole);
        for (int i : new int[]{0, 50, 99, 101, 105}) {
            assertThat(database.threads().from(MIA, whole.get(i), 1000)).isEqualTo(whole.subList(i, 106));
        }
        assertThat(database.threads().from(MIA, whole.getFirst(), 5)).isEqualTo(whole.subList(101, 106));
    }

    @Test
    void everyMessage_isHandedOverOnce_oldestFirst() {
        Message[] messages = IntStream.range(0, 1203)
                .mapToObj(i -> i % 2 == 0
                        ? inbound(MIA, "m" + i, NOON.plusSeconds(i / 400), "In " + i)
                        : outbound(MIA, "m" + i, NOON.plusSeconds(i / 400), "Out " + i))
                .toArray(Message[]::new);
        apply(database, pulled(MIA, messages));
        List<Message> seen = new ArrayList<>();
        database.threads().forEachMessage(MIA, seen::add);
        assertThat(seen).extracting(Message::id).doesNotHaveDuplicates().hasSize(1203);
        assertThat(seen).extracting(Message::sentAt).isSorted();
        assertThat(database.threads().outboundSince(MIA, NOON.plusSeconds(2)))
                .isEqualTo(seen.stream().filter(m -> m.direction() == Message.Direction.OUTBOUND)
                        .filter(m -> !m.sentAt().isBefore(NOON.plusSeconds(2))).toList())
                .isNotEmpty();
    }

    @Test
    void pages_areReadFromTheIndexInItsOrder() {
        sixty();
        for (AccountId account : new @Nullable AccountId[]{SHOP, null}) {
            for (ConversationFilter.Tab tab : ConversationFilter.Tab.values()) {
                List<@Nullable Object> values = new ArrayList<>();
                String sql = ConversationQueries.pageSql(new ConversationFilter(account, tab, "a b", NOON), null, 50,
                        values);
                assertThat(explained(sql, values)).as("%s %s", tab, account).contains("/* index sorted */");
            }
        }
        List<@Nullable Object> page = new ArrayList<>(List.of(SHOP.value(), MIA.value(), Long.MAX_VALUE,
                Long.MAX_VALUE, Long.MAX_VALUE, 50, SHOP.value(), MIA.value(), Long.MAX_VALUE, Long.MAX_VALUE,
                Long.MAX_VALUE));
        assertThat(explained(ThreadQueries.PAGE_OLDER, page)).contains("/* index sorted */")
                .contains("CACHE.MESSAGE_THREAD");
        List<@Nullable Object> media = new ArrayList<>(List.of(SHOP.value(), MIA.value(), Long.MAX_VALUE,
                Long.MAX_VALUE, Long.MAX_VALUE, 30));
        for (String sql : List.of(ThreadQueries.MEDIA_OLDER, ThreadQueries.MEDIA_NEWER)) {
            assertThat(explained(sql, media)).contains("/* index sorted */").contains("CACHE.MESSAGE_THREAD");
        }
    }

    @Test
    void conversationsByTheirIds_areLookedUpEach_howeverManyAreAsked() {
        sixty();
        database.accounts().put(Sample.account(Sample.OTHER));
        ConversationId other = new ConversationId(Sample.OTHER, MIA.value());
        Instant now = NOON;
        database.sync().applyPage(Sample.OTHER,
                List.of(new SyncWriter.Pulled(other, now, null, List.of(), false, null)),
                null);
        List<ConversationId> known = database.conversations()
                .page(new ConversationFilter(SHOP, ConversationFilter.Tab.ALL, "", NOON), null, 100).stream()
                .map(Conversation::id).toList();
        List<ConversationId> asked = new ArrayList<>(known);
        asked.add(other);
        for (int i = 0; i < 1_500; i++) {
            asked.add(Sample.thread("nobody-" + i));
        }
        long before = database.queryCount();
        assertThat(database.conversations().byIds(asked)).extracting(Conversation::id).hasSize(known.size() + 1)
                .contains(other).containsAll(known);
        assertThat(database.queryCount() - before).isEqualTo(2);
        assertThat(explained(ConversationQueries.BY_IDS, List.of(new String[]{"a", "b"}, SHOP.value())))
                .containsPattern("CONVERSATION_REMOTE: ACCOUNT_ID = \\?2\\s+AND REMOTE_ID = ");
    }

    @Test
    void media_comeByPagesFromTheNewest_andTheOtherWay() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // Pairs share their time, and every third message has words alone.
            messages.add(Sample.message(MIA, "m" + i, Message.Direction.INBOUND, NOON.plusSeconds(i / 2), "words",
                    i % 3 == 0
                            ? List.of()
                            : List.of(picture(0, "a" + i, "https://media.example/" + i),
                                    picture(1, "b" + i, "https://media.example/b" + i)),
                    List.of()));
        }
        apply(database, pulled(MIA, messages.toArray(Message[]::new)));
        List<String> back = new ArrayList<>();
        ThreadQueries.MediaItem last = null;
        ThreadQueries.MediaPage page;
        do {
            page = database.threads().mediaBefore(MIA, last, 3);
            page.items().forEach(item -> back.add(item.attachment().remoteId() + ""));
            last = page.items().isEmpty() ? last : page.items().getLast();
        } while (page.more());
        List<String> timeline = database.threads().newest(MIA, 40).reversed().stream()
                .flatMap(entry -> ((ThreadEntry.Stored) entry).message().attachments().stream())
                .map(attachment -> attachment.remoteId() + "").toList();
        assertThat(back).hasSize(16).isEqualTo(timeline);

        ThreadQueries.MediaPage newer = database.threads().mediaAfter(MIA, Objects.requireNonNull(last), 2);
        assertThat(newer.more()).isTrue();
        assertThat(newer.items()).extracting(item -> item.attachment().remoteId())
                .containsExactlyElementsOf(timeline.subList(10, 14));
        assertThat(database.threads().mediaBefore(Sample.thread("nobody"), null, 5).items()).isEmpty();
    }

    private String explained(String sql, List<@Nullable Object> values) {
        return database.sessions().read(
                session -> session.first("EXPLAIN " + sql, Session.Row::text, values.toArray()).orElseThrow());
    }

    @Test
    void oneIncomingMessage_costsTheScreenThreeQueries_evenWithAPicture() {
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Hello")));
        ThreadEntry top = database.threads().newest(MIA, 40).getFirst();
        apply(database, pulled(MIA, Sample.message(MIA, "m2", Message.Direction.INBOUND, NOON.plusSeconds(1), null,
                List.of(picture(0, "a", "https://media.example/a"), picture(1, "b", "https://media.example/b")),
                List.of(new Message.Reaction(SHOP.value(), "❤️"), new Message.Reaction("igsid-mia", "👍")))));
        long before = database.queryCount();
        assertThat(database.conversations().byIds(List.of(MIA))).hasSize(1);
        List<ThreadEntry> tail = database.threads().from(MIA, top, 160);
        assertThat(database.conversations().counts(SHOP, NOON))
                .isEqualTo(new ConversationQueries.Counts(1, 0, 1, 2));
        assertThat(database.queryCount() - before).isEqualTo(3);
        Message picture = ((ThreadEntry.Stored) tail.getLast()).message();
        assertThat(picture.attachments()).hasSize(2);
        assertThat(picture.reactions()).hasSize(2);
    }

    @Test
    void search_overlooksCaseAndAccents_andAsksForEveryWord() {
        ConversationId noor = thread("noor");
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Is the 100% rye_bread Größe XL?")),
                pulled(noor, inbound(noor, "n1", NOON, "ﬁne, İstanbul ОДЕССА Οδός")));
        database.sync().putProfile(new Participant(person(MIA).id(), "mia.b", "Mía Łucja Ødegård", null, null, null,
                null, null, null));
        for (String hit : List.of("MIA", "łucja", "lucja odegard", "mia.b rye", "100%", "rye_b", "GRÖSSE", "grosse",
                "  xl  ")) {
            assertThat(search(hit)).as(hit).containsExactly(MIA.value());
        }
        for (String hit : List.of("fine", "istanbul", "одесса", "οδος", "noor")) {
            assertThat(search(hit)).as(hit).containsExactly(noor.value());
        }
        for (String miss : List.of("%", "_", "rye xs", "100_")) {
            assertThat(search(miss)).as(miss).isEqualTo(
                    Stream.of(MIA.value()).filter(id -> "100% rye_bread".contains(miss)).toList());
        }
        assertThat(search("  ")).hasSize(2);
    }

    @Test
    void closing_isTheLastTwoHoursOfTheDay_whatClosesFirstFirst_withoutRefusedOnes() {
        long[] minutesAgo = {22 * 60 - 1, 22 * 60, 22 * 60 + 1, 23 * 60, 24 * 60 - 1, 24 * 60};
        List<SyncWriter.Pulled> page = new ArrayList<>();
        for (long minutes : minutesAgo) {
            ConversationId id = thread("c" + minutes);
            page.add(pulled(id, inbound(id, "m", NOON.minusSeconds(minutes * 60), "Hello")));
        }
        database.sync().applyPage(SHOP, page, null);
        database.sync().windowRefused(thread("c1380"));
        assertThat(database.conversations().page(all(ConversationFilter.Tab.CLOSING, null), null, 50))
                .extracting(Conversation::id).containsExactly(thread("c1439"), thread("c1321"));
        assertThat(database.conversations().counts(null, NOON).closing()).isEqualTo(2);
    }

    @Test
    void whatWasCleared_isGoneForGood_onceTwentyMessagesAreNewer_whereverItIsRead() {
        Attachment.Id id = new Attachment.Id(MIA, new MessageId("photo"), 0);
        apply(database, pulled(MIA, Sample.message(MIA, "photo", Message.Direction.INBOUND, NOON, null,
                List.of(picture(0, null, "https://a/photo")), List.of())));
        database.media().without(id, Attachment.State.NOT_KEPT, Attachment.Trouble.CLEARED);
        for (int i = 1; i < Message.DETAILED; i++) {
            apply(database, pulled(MIA, inbound(MIA, "m" + i, NOON.plusSeconds(i), "Words")));
        }
        assertThat(troublesRead()).hasSize(3).containsOnly("CLEARED");

        apply(database, pulled(MIA, inbound(MIA, "one more", NOON.plusSeconds(60), "Words")));

        assertThat(troublesRead()).hasSize(3).containsOnly("CLEARED_FOR_GOOD");
    }

    /** Of the photo, from the timeline, from the grid of media and by itself. */
    private List<String> troublesRead() {
        ThreadQueries threads = database.threads();
        List<Message> read = new ArrayList<>(threads.newest(MIA, 50).stream()
                .map(entry -> ((ThreadEntry.Stored) entry).message()).toList());
        read.add(threads.message(MIA, new MessageId("photo")).orElseThrow());
        threads.mediaBefore(MIA, null, 50).items().forEach(item -> read.add(item.message()));
        return read.stream().flatMap(message -> message.attachments().stream())
                .map(part -> String.valueOf(part.trouble()))
                .toList();
    }

    @Test
    void rowsAreFound_byIdsAndByMetasIdAlone() {
        sixty();
        database.accounts().put(Sample.account(OTHER));
        ConversationId twin = new ConversationId(OTHER, thread("c1").value());
        database.sync().applyPage(OTHER, List.of(pulled(twin, inbound(twin, "x", NOON, "Twin"))), null);
        assertThat(database.conversations().byIds(List.of(thread("c1"), twin, thread("none"))))
                .extracting(Conversation::id).containsExactlyInAnyOrder(thread("c1"), twin);
        assertThat(database.conversations().byIds(List.of())).isEmpty();
        assertThat(database.conversations().withRemoteId(twin.value())).containsExactly(thread("c1"), twin);
        assertThat(database.conversations().counts(OTHER, NOON).messages()).isEqualTo(1);
        assertThat(database.conversations().counts(null, NOON).conversations()).isEqualTo(61);
    }
}
