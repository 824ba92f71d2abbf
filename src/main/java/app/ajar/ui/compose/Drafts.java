package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.sending.Replies;
import app.ajar.store.ChangeFeed;
import app.ajar.store.Database;
import app.ajar.store.UserNotes;
import app.ajar.store.UserNotes.Draft;
import app.ajar.ui.kit.FxBridge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is being written: saved at each pause and whenever the conversation is left, never lost to a crash for long.
 * Several background threads write; of one conversation's texts the newest wins, and none outlives the reply it became.
 */
final class Drafts implements AutoCloseable {

    /** Long enough not to write at every key, short enough that nobody loses a sentence. */
    private static final Duration PAUSE = Duration.millis(600);

    private final UserNotes notes;
    private final FxBridge bridge;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    /** Held while the store is written to. */
    private final Object writing = new Object();
    /** Guards what follows, never for long: the toolkit's thread takes it too. */
    private final Object marks = new Object();
    /** The number of the newest text, or of the reply that was asked for after it, of each conversation. */
    private final Map<ConversationId, Integer> newest = new HashMap<>();
    /** What was written last in each conversation of this window: ahead of the store, which may not have it yet. */
    private final Map<ConversationId, Numbered> latest = new HashMap<>();
    /** The last words of each conversation that are a reply now. */
    private final Map<ConversationId, Became> became = new HashMap<>();
    private final ChangeFeed.Subscription troubles;
    /** Whose newest draft the store refused to keep. */
    private final Set<ConversationId> unwritten = new HashSet<>();
    private @Nullable ConversationId conversation;
    private Draft saved = Draft.NONE;
    private Draft typed = Draft.NONE;

    Drafts(Database database, FxBridge bridge) {
        this.notes = database.notes();
        this.bridge = bridge;
        pause.setOnFinished(event -> save());
        troubles = database.onTrouble(what -> {
            if (what.isEmpty()) {
                again();
            }
        });
    }

    private record Numbered(int number, Draft draft) {}

    /**
     * Words that are a reply now. A text of the same words is no draft if it has no higher number, or if it was left in the
     * field because nobody there had heard of the reply yet.
     */
    private record Became(String words, int upTo, boolean heard) {

        boolean is(Draft draft) {
            return words.equals(draft.text());
        }
    }

    /** From now on this conversation's; what was typed before is saved first. With null nothing is kept. */
    void begin(@Nullable ConversationId id, Draft stored) {
        save();
        conversation = id;
        saved = stored;
        typed = stored;
        heard();
    }

    private void heard() {
        ConversationId id = conversation;
        if (id != null) {
            synchronized (marks) {
                became.computeIfPresent(id, (same, last) -> new Became(last.words, last.upTo, true));
            }
        }
    }

    /** The draft of a conversation: what this window wrote last, else what the store held when it was asked. */
    Draft latest(ConversationId id, Draft stored) {
        synchronized (marks) {
            Numbered last = latest.get(id);
            if (last != null) {
                return last.draft;
            }
            // The store may have been asked just before the reply took the draft along.
            return unheard(id, stored) ? Draft.NONE : stored;
        }
    }

    private boolean unheard(ConversationId id, Draft draft) {
        Became last = became.get(id);
        return last != null && !last.heard && last.is(draft);
    }

    void typed(String text) {
        put(new Draft(text, typed.replyTo()));
    }

    /** From now on what is written answers this message, with null none in particular. */
    void answers(@Nullable MessageId message) {
        put(new Draft(typed.text(), message));
    }

    private void put(Draft next) {
        typed = next;
        if (conversation != null && !typed.equals(saved)) {
            pause.playFromStart();
        }
    }

    /** The text became a reply; the store has deleted the draft with the same commit. What was typed meanwhile is kept. */
    void sent(String left) {
        pause.stop();
        heard();
        ConversationId id = conversation;
        saved = id == null ? Draft.NONE : latest(id, Draft.NONE);
        typed = new Draft(left, null);
        save();
    }

    /**
     * Writes the reply that the draft becomes, on whichever thread asks what this gives: no save of before comes after it,
     * and what was saved since this was called stays.
     *
     * @param words what the reply says
     */
    Supplier<Replies.Written> becoming(ConversationId id, String words, Supplier<Replies.Written> write) {
        int mark = next(id);
        return () -> {
            synchronized (writing) {
                boolean done = false;
                try {
                    Replies.Written written = write.get();
                    Numbered left = written instanceof Replies.Written.Queued ? became(id, words, mark) : last(id);
                    if (left != null) {
                        notes.putDraft(id, left.draft);
                    }
                    done = true;
                    return written;
                } finally {
                    written(id, done);
                }
            }
        };
    }

    /** @return what was typed and saved meanwhile, which the reply took along with its draft; null when nothing was */
    private @Nullable Numbered became(ConversationId id, String words, int mark) {
        synchronized (marks) {
            Became last = new Became(words, newest.getOrDefault(id, 0), false);
            became.put(id, last);
            return latest.computeIfPresent(id,
                    (same, draft) -> draft.number <= mark || last.is(draft.draft) ? null : draft);
        }
    }

    private @Nullable Numbered last(ConversationId id) {
        synchronized (marks) {
            return latest.get(id);
        }
    }

    private int next(ConversationId id) {
        synchronized (marks) {
            return newest.merge(id, 1, Integer::sum);
        }
    }

    /** Writes what is not written yet. */
    void save() {
        pause.stop();
        ConversationId id = conversation;
        if (id == null || typed.equals(saved)) {
            return;
        }
        Draft draft = typed;
        saved = draft;
        Numbered next;
        synchronized (marks) {
            if (unheard(id, draft)) {
                return;
            }
            next = new Numbered(next(id), draft);
            latest.put(id, next);
        }
        bridge.run(() -> write(id, next));
    }

    private void write(ConversationId id, Numbered text) {
        synchronized (writing) {
            if (isDraft(id, text)) {
                put(id, text.draft);
            }
        }
    }

    private void put(ConversationId id, Draft draft) {
        boolean done = false;
        try {
            notes.putDraft(id, draft);
            done = true;
        } finally {
            written(id, done);
        }
    }

    private void written(ConversationId id, boolean done) {
        synchronized (marks) {
            if (done) {
                unwritten.remove(id);
            } else {
                unwritten.add(id);
            }
        }
    }

    /** The store can be written again: what it refused to keep is written now. Returns at once. */
    private void again() {
        List<ConversationId> all;
        synchronized (marks) {
            all = List.copyOf(unwritten);
        }
        all.forEach(id -> bridge.run(() -> {
            synchronized (writing) {
                Numbered text = last(id);
                if (text != null) {
                    put(id, text.draft);
                }
            }
        }));
    }

    private boolean isDraft(ConversationId id, Numbered text) {
        synchronized (marks) {
            Became last = became.get(id);
            boolean sent = last != null && text.number <= last.upTo && last.is(text.draft);
            return !sent && newest.getOrDefault(id, 0) == text.number;
        }
    }

    /** Writes what is not written yet, and stops listening; before the database closes. */
    @Override
    public void close() {
        save();
        troubles.close();
    }
}
