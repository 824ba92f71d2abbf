package app.ajar.sync;

import app.ajar.graph.GraphClient.MessagePage;
import app.ajar.graph.GraphClient.PulledConversation;
import app.ajar.model.AccountId;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Gaps;
import app.ajar.store.SyncWriter;
import app.ajar.store.SyncWriter.Applied;
import app.ajar.store.SyncWriter.Pulled;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows for the store of what the API answered. */
record PulledRows(AccountId account, SyncWriter writer, WholeRound.Tally tally) {

    /**
     * New messages.
     *
     * @param busiest most of one conversation
     */
    record News(int messages, int busiest) {

        static final News NONE = new News(0, 0);

        static News of(Applied applied) {
            return new News(applied.newMessages().values().stream().mapToInt(List::size).sum(),
                    applied.newMessages().values().stream().mapToInt(List::size).max().orElse(0));
        }
    }

    Pulled of(PulledConversation pulled) {
        MessagePage page = pulled.messages();
        List<Message> messages = page == null ? List.of() : page.detailed();
        if (page != null) {
            page.unreadable().forEach(raw -> unreadable("message", raw));
        }
        boolean inbound = messages.stream().anyMatch(m -> m.direction() == Message.Direction.INBOUND);
        boolean older = page != null && (page.bare() > 0 || page.after() != null);
        return new Pulled(pulled.id(), updated(pulled, messages), person(pulled, messages), messages,
                !inbound && !messages.isEmpty() && older, pulled.raw(), reach(page));
    }

    void unreadable(String what, String raw) {
        writer.keepUnreadable(account, what, raw);
        tally.skipped.increment();
    }

    /** A short page with more behind it says nothing of the messages between it and what is stored. */
    private static Gaps.Reach reach(@Nullable MessagePage page) {
        if (page == null) {
            return Gaps.Reach.PART;
        }
        if (page.bare() == 0 && page.after() == null) {
            return Gaps.Reach.BEGINNING;
        }
        boolean all = page.bare() > 0 || page.detailed().size() + page.unreadable().size() >= Message.DETAILED;
        return all ? Gaps.Reach.NEWEST : Gaps.Reach.PART;
    }

    private Instant updated(PulledConversation pulled, List<Message> messages) {
        Instant stated = pulled.updatedAt();
        if (stated != null) {
            return stated;
        }
        return messages.stream().map(Message::sentAt).max(Instant::compareTo).orElseGet(
                () -> writer.updatedTimes(account, List.of(pulled.id())).getOrDefault(pulled.id(), Instant.EPOCH));
    }

    private @Nullable Participant person(PulledConversation pulled, List<Message> messages) {
        Participant stated = pulled.person();
        if (stated != null) {
            return stated;
        }
        return messages.stream().filter(m -> m.direction() == Message.Direction.INBOUND).findFirst()
                .map(m -> Participant.known(new ParticipantId(account, m.senderId()), null)).orElse(null);
    }
}
