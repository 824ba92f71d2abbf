package app.ajar.sync;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphClient.ConversationPage;
import app.ajar.graph.GraphClient.MessagePage;
import app.ajar.graph.GraphClient.PulledConversation;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.media.UnsentMessages;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.Database;
import app.ajar.store.SyncWriter;
import app.ajar.store.SyncWriter.Applied;
import app.ajar.store.SyncWriter.Pulled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one account's conversations into the cache, a page at a time, so that other calls can come between pages.
 *
 * <p>A <em>walk</em> reads every page, newest first; its cursor is stored with each page's rows, so that an interrupted one
 * goes on where it was. Later rounds read the head of the list only, down to the first row that did not change. The
 * list belongs to one thread per account; single threads may be read from any.
 */
final class Puller {

    private static final int WALK_PAGE = 50;
    private static final int HEAD_PAGE = 20;
    private static final int SMALLEST_PAGE = 5;
    /** An empty page with a next one is legal; this many in a row are a server going round in circles. */
    private static final int MOST_EMPTY_PAGES = 20;
    /** Conversations that a round reads again although they did not move. */
    private static final int MOST_REREAD = 150;

    private final GraphClient client;
    private final AccountId account;
    private final Database database;
    private final SyncWriter writer;
    private final UnsentMessages unsent;
    private final Clock clock;
    private final WholeRound.Tally tally;
    private final PulledRows rows;

    private @Nullable Round round;
    private int largestPage = WALK_PAGE;
    private boolean thorough;
    private boolean muchIsNew;
    private Instant recentRead;

    Puller(GraphClient client, AccountId account, Database database, UnsentMessages unsent, Clock clock,
            WholeRound.Tally tally) {
        this.client = client;
        this.account = account;
        this.database = database;
        this.writer = database.sync();
        this.unsent = unsent;
        this.clock = clock;
        this.tally = tally;
        this.rows = new PulledRows(account, writer, tally);
        this.recentRead = clock.instant();
    }

    /** What one page brought. */
    sealed interface Step {

        /**
         * @param touched people whose conversations are new or changed
         * @param roundOver nothing more to read for now
         * @param backTo of one thread: no message since then is missing from what was read
         */
        record Read(Set<ParticipantId> touched, boolean roundOver, Instant backTo,
                PulledRows.News news) implements Step {}

        record Failed(GraphFailure failure) implements Step {}
    }

    /** Where the round under way stands. */
    private static final class Round {
        private final boolean walk;
        private final boolean resumed;
        /** A round over the head goes on to here, changed or not; null to where nothing changed. */
        private final @Nullable Instant backTo;
        private int reread;
        private final Set<String> seenCursors = new HashSet<>();
        private @Nullable String after;
        private @Nullable Instant lastUpdated;
        private boolean sorted = true;
        private int emptyPages;

        Round(boolean walk, @Nullable String after) {
            this(walk, after, null);
        }

        private Round(boolean walk, @Nullable String after, @Nullable Instant backTo) {
            this.walk = walk;
            this.resumed = walk && after != null;
            this.after = after;
            this.backTo = backTo;
        }

        /** Over the head of the list, and what lately happened whether it moved or not. */
        static Round recent(Instant backTo) {
            return new Round(false, null, backTo);
        }

        /** Whether this round reads conversations that did not move. */
        boolean readsUnmoved() {
            return backTo != null && reread < MOST_REREAD;
        }

        private boolean endsAt(@Nullable PulledConversation row) {
            Instant updated = row == null ? null : row.updatedAt();
            return !readsUnmoved() || updated == null || updated.isBefore(backTo);
        }
    }

    /** Whether every page was read at least once. */
    boolean firstSyncDone() {
        return cursor().firstSyncDoneAt() != null;
    }

    /**
     * Reads the next page of the round under way, or begins one.
     *
     * @param looking whether somebody looks: then a round also reads what happened lately in what did not move, when its
     *        time has come
     */
    Step next(boolean looking) {
        Round now = round == null ? begin(looking) : round;
        round = now;
        SyncCursor cursor = cursor();
        int limit = Math.min(now.walk || muchIsNew || now.backTo != null ? WALK_PAGE : HEAD_PAGE, largestPage);
        // A daily walk tries all fields again: what was refused once may have been a passing fault.
        boolean afresh = now.walk && now.after == null && cursor.firstSyncDoneAt() != null;
        return switch (client.conversations(now.after, limit, afresh ? 0 : cursor.fieldRung())) {
            case GraphResult.Ok<ConversationPage>(ConversationPage page) -> take(now, cursor, page);
            case GraphResult.Failed<ConversationPage>(GraphFailure failure) -> failed(now, failure, limit);
        };
    }

    /** From now on no round trusts the head of a list that was seen out of order. */
    void beThorough() {
        thorough = true;
    }

    /** The next round begins at the head and expects much: larger pages, and nothing but what changed. */
    void comeBack() {
        muchIsNew = true;
        recentRead = clock.instant();
        if (round != null && !round.walk) {
            round = null;
        }
    }

    /** Forgets the round under way; the next page begins one at the head of the list. */
    void restart() {
        round = null;
    }

    /** Reads one thread's newest messages; from any thread. */
    Step thread(ConversationId id) {
        return switch (client.thread(id, null, cursor().fieldRung())) {
            case GraphResult.Ok<PulledConversation>(PulledConversation pulled) -> {
                Applied applied = writer.applyPage(account, List.of(rows.of(pulled)), null);
                tally.addNew(applied);
                MessagePage page = pulled.messages();
                if (page != null) {
                    unsent.compare(id, page, client);
                }
                yield new Step.Read(touched(List.of(pulled), applied), true, backTo(page), PulledRows.News.of(applied));
            }
            case GraphResult.Failed<PulledConversation>(GraphFailure failure) -> new Step.Failed(failure);
        };
    }

    private static Instant backTo(@Nullable MessagePage page) {
        if (page == null || !page.unreadable().isEmpty()) {
            return Instant.MAX;
        }
        boolean whole = page.bare() == 0 && page.after() == null;
        return whole
                ? Instant.MIN
                : page.detailed().stream().map(Message::sentAt).min(Instant::compareTo).orElse(Instant.MAX);
    }

    private Round begin(boolean looking) {
        SyncCursor cursor = cursor();
        boolean interrupted = cursor.walkStartedAt() != null;
        if (cursor.firstSyncDoneAt() == null) {
            return new Round(true, interrupted ? cursor.after() : null);
        }
        if (interrupted) {
            return new Round(true, cursor.after());
        }
        Duration every = cursor.listSorted()
                ? Schedule.FULL_WALK
                : thorough
                        ? Duration.ZERO
                        : Schedule.FULL_WALK_UNSORTED;
        Instant lastWalk = cursor.lastWalkDoneAt();
        Instant now = clock.instant();
        if (lastWalk == null || lastWalk.isBefore(now.minus(every))) {
            recentRead = now;
            return new Round(true, null);
        }
        if (looking && (recentRead.isAfter(now) || recentRead.isBefore(now.minus(Schedule.RECENT_AGAIN)))) {
            recentRead = now;
            return Round.recent(now.minus(Schedule.RECENT));
        }
        return new Round(false, null);
    }

    private Step failed(Round now, GraphFailure failure, int limit) {
        boolean perhapsTooMuch = failure instanceof GraphFailure.ServerTrouble
                || failure instanceof GraphFailure.Unreadable;
        if (perhapsTooMuch && limit > SMALLEST_PAGE) {
            // Meta answers "reduce the amount of data" with code 1, told from other trouble by its text alone; an answer
            // beyond what the client takes is unreadable.
            largestPage = Math.max(SMALLEST_PAGE, limit / 2);
        }
        boolean cursorRefused = failure instanceof GraphFailure.FieldRefused || failure instanceof GraphFailure.Refused;
        if (now.after != null && cursorRefused) {
            // A stored cursor may have died; the walk begins again, what is stored stays.
            round = new Round(now.walk, null);
            return new Step.Read(Set.of(), false, Instant.MAX, PulledRows.News.NONE);
        }
        return new Step.Failed(failure);
    }

    private Step take(Round now, SyncCursor cursor, ConversationPage page) {
        page.unreadable().forEach(raw -> rows.unreadable("conversation", raw));
        List<ConversationId> ids = page.conversations().stream().map(PulledConversation::id).toList();
        Map<ConversationId, Instant> before = writer.updatedTimes(account, ids);
        List<Pulled> taken = new ArrayList<>();
        for (PulledConversation pulled : page.conversations()) {
            noteOrder(now, pulled.updatedAt());
            if (pulled.messages() == null && unchanged(pulled, before) && !now.readsUnmoved()) {
                continue;
            }
            now.reread += now.backTo != null ? 1 : 0;
            switch (complete(pulled, page.rung())) {
                case GraphResult.Ok<PulledConversation>(PulledConversation whole) -> taken.add(rows.of(whole));
                case GraphResult.Failed<PulledConversation>(GraphFailure failure) -> {
                    if (!failure.concernsOneThread()) {
                        writer.applyPage(account, taken, null);
                        return new Step.Failed(failure);
                    }
                    taken.add(rows.of(pulled));
                }
            }
        }
        now.emptyPages = page.conversations().isEmpty() ? now.emptyPages + 1 : 0;
        String after = page.after();
        boolean last = after == null || !now.seenCursors.add(after) || now.emptyPages >= MOST_EMPTY_PAGES;
        boolean over = last || (!now.walk && !tailChanged(page.conversations(), before)
                && now.endsAt(page.conversations().isEmpty() ? null : page.conversations().getLast()));
        Applied applied = writer.applyPage(account, taken, nextCursor(now, cursor, page, last));
        tally.addNew(applied);
        page.conversations().forEach(each -> {
            MessagePage messages = each.messages();
            // Taking a message back does not move its conversation's time.
            if (messages != null && cursor.firstSyncDoneAt() != null) {
                unsent.compare(each.id(), messages, client);
            }
        });
        now.after = after;
        // A resumed walk has not seen what happened at the head of the list since it was interrupted.
        boolean roundOver = over && !now.resumed;
        muchIsNew &= !roundOver;
        if (over) {
            round = now.resumed ? new Round(false, null) : null;
        }
        return new Step.Read(touched(page.conversations(), applied), roundOver, Instant.MAX,
                PulledRows.News.of(applied));
    }

    private @Nullable SyncCursor nextCursor(Round now, SyncCursor cursor, ConversationPage page, boolean last) {
        if (!now.walk) {
            return page.rung() == cursor.fieldRung()
                    ? null
                    : new SyncCursor(cursor.after(), cursor.walkStartedAt(),
                            cursor.firstSyncDoneAt(), cursor.lastWalkDoneAt(), cursor.listSorted(), page.rung());
        }
        Instant time = clock.instant();
        if (last) {
            Instant first = cursor.firstSyncDoneAt() == null ? time : cursor.firstSyncDoneAt();
            return new SyncCursor(null, null, first, time, now.sorted, page.rung());
        }
        Instant started = cursor.walkStartedAt() == null ? time : cursor.walkStartedAt();
        return new SyncCursor(page.after(), started, cursor.firstSyncDoneAt(), cursor.lastWalkDoneAt(),
                cursor.listSorted() && now.sorted, page.rung());
    }

    private static void noteOrder(Round now, @Nullable Instant updated) {
        Instant previous = now.lastUpdated;
        if (updated == null || (previous != null && updated.isAfter(previous))) {
            now.sorted = false;
        }
        now.lastUpdated = updated;
    }

    /** In a list that is newest first, an unchanged last row says that all after it are unchanged too. */
    private static boolean tailChanged(List<PulledConversation> page, Map<ConversationId, Instant> before) {
        if (page.isEmpty()) {
            return true;
        }
        return !unchanged(page.getLast(), before);
    }

    private static boolean unchanged(PulledConversation pulled, Map<ConversationId, Instant> before) {
        Instant updated = pulled.updatedAt();
        return updated != null && updated.equals(before.get(pulled.id()));
    }

    /** Adds what the list's answer left out of a conversation: its messages as a whole, or the rest of the newest 20. */
    private GraphResult<PulledConversation> complete(PulledConversation pulled, int rung) {
        MessagePage messages = pulled.messages();
        if (messages == null) {
            return wholeThread(pulled, rung);
        }
        return fill(pulled, messages, rung);
    }

    private GraphResult<PulledConversation> wholeThread(PulledConversation pulled, int rung) {
        return switch (client.thread(pulled.id(), null, rung)) {
            case GraphResult.Ok<PulledConversation>(PulledConversation thread) -> {
                Participant person = thread.person() == null ? pulled.person() : thread.person();
                Instant updated = pulled.updatedAt() == null ? thread.updatedAt() : pulled.updatedAt();
                PulledConversation merged = new PulledConversation(pulled.id(), updated, person, thread.messages(),
                        pulled.raw());
                MessagePage messages = thread.messages();
                yield messages == null ? new GraphResult.Ok<>(merged) : fill(merged, messages, rung);
            }
            case GraphResult.Failed<PulledConversation> failed -> failed;
        };
    }

    private GraphResult<PulledConversation> fill(PulledConversation pulled, MessagePage first, int rung) {
        List<Message> detailed = new ArrayList<>(first.detailed());
        List<String> unreadable = new ArrayList<>(first.unreadable());
        int bare = first.bare();
        String after = first.after();
        Set<String> seen = new HashSet<>();
        while (after != null && bare == 0 && !detailed.isEmpty()
                && detailed.size() + unreadable.size() < Message.DETAILED
                && seen.add(after) && !stored(pulled.id(), detailed.getLast().id())) {
            switch (client.thread(pulled.id(), after, rung)) {
                case GraphResult.Ok<PulledConversation>(PulledConversation more) -> {
                    MessagePage page = more.messages();
                    detailed.addAll(page == null ? List.of() : page.detailed());
                    unreadable.addAll(page == null ? List.of() : page.unreadable());
                    bare += page == null ? 0 : page.bare();
                    after = page == null ? null : page.after();
                }
                case GraphResult.Failed<PulledConversation> failed -> {
                    return failed;
                }
            }
        }
        MessagePage whole = new MessagePage(detailed, bare, unreadable, after);
        return new GraphResult.Ok<>(
                new PulledConversation(pulled.id(), pulled.updatedAt(), pulled.person(), whole, pulled.raw()));
    }

    private boolean stored(ConversationId conversation, MessageId message) {
        return database.threads().message(conversation, message).isPresent();
    }

    private Set<ParticipantId> touched(List<PulledConversation> page, Applied applied) {
        Set<ParticipantId> people = new HashSet<>();
        for (PulledConversation pulled : page) {
            Participant person = pulled.person();
            if (person != null && applied.newMessages().containsKey(pulled.id())) {
                people.add(person.id());
            }
        }
        return people;
    }

    private SyncCursor cursor() {
        return writer.cursor(account).orElse(SyncCursor.START);
    }
}
