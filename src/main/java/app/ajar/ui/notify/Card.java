package app.ajar.ui.notify;

import app.ajar.model.Conversation;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One thing that is told at the screen's corner, without any node; equal cards need no new drawing. */
sealed interface Card {

    /** Names it for as long as it is shown, whatever comes to be told in it. */
    String key();

    /** How much it tells of: more than before is worth being shown anew. */
    int weight();

    /**
     * One person wrote.
     *
     * @param messages what they wrote, the oldest first; not empty
     */
    record FromPerson(Conversation who, List<Arrival> messages) implements Card {

        @Override
        public String key() {
            return "messages " + who.id().account().value() + " " + who.id().value();
        }

        @Override
        public int weight() {
            return messages.size();
        }
    }

    /**
     * Several people wrote.
     *
     * @param some those of them who wrote last, the newest first
     * @param afterSilence whether they wrote while nothing popped up
     */
    record FromMany(int messages, int people, List<Conversation> some, boolean afterSilence) implements Card {

        @Override
        public String key() {
            return "messages";
        }

        @Override
        public int weight() {
            return messages;
        }
    }

    /**
     * A reply window closes soon and nobody has answered.
     *
     * @param left until it closes, at the time when it is told
     */
    record Closing(Conversation who, Instant until, Duration left, boolean last) implements Card {

        @Override
        public String key() {
            return "closing";
        }

        @Override
        public int weight() {
            return last ? 2 : 1;
        }
    }

    /**
     * Several reply windows close soon.
     *
     * @param some those that close first
     * @param last whether one of them is in its last minutes
     */
    record ManyClosing(int count, List<Conversation> some, boolean last) implements Card {

        @Override
        public String key() {
            return "closing";
        }

        @Override
        public int weight() {
            return count + (last ? 1 : 0);
        }
    }
}
