package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ThreadEntry;
import app.ajar.ui.message.Mark;
import app.ajar.ui.message.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the timeline, from top to bottom; the key tells rows apart for as long as they live. */
sealed interface TimelineRow {

    String key();

    /** A new day begins. */
    record Day(String key, String words) implements TimelineRow {}

    /** Messages that are not on this computer. */
    record Gap(String key, String words) implements TimelineRow {}

    /**
     * One message or reply.
     *
     * @param first whether it begins a group: one side's messages with at most 5 minutes between them
     * @param last whether it ends one; the time stands under it
     * @param newest whether nothing comes after it
     * @param time hour and minute
     * @param elsewhere whether it is ours and was not written here, where that is worth saying
     * @param outlook what a reply that is not sent has to expect; of no meaning for messages
     * @param extras what belongs to it besides its words
     */
    record Bubble(ThreadEntry entry, boolean first, boolean last, boolean newest, String time,
            boolean elsewhere, @Nullable Outlook outlook, Extras extras) implements TimelineRow {

        @Override
        public String key() {
            return entry.key();
        }

        /** The message, null while it is a reply on its way. */
        @Nullable
        Message message() {
            return entry instanceof ThreadEntry.Stored stored ? stored.message() : null;
        }

        /** Whether it is nothing but a heart, which is drawn large. */
        boolean heart() {
            return Message.isHeart(text().strip());
        }

        boolean outbound() {
            return TimelineRows.outbound(entry);
        }

        DeliveryState state() {
            return switch (entry) {
                case ThreadEntry.Stored stored -> stored.message().state();
                case ThreadEntry.Waiting waiting -> waiting.reply().state();
            };
        }

        /** What was written, empty when nothing was. */
        String text() {
            return switch (entry) {
                case ThreadEntry.Stored stored -> textOf(stored.message());
                case ThreadEntry.Waiting waiting -> waiting.reply().text();
            };
        }

        private static String textOf(Message message) {
            String text = message.text();
            return text == null ? "" : text;
        }
    }

    /**
     * What belongs to a message or reply besides its words.
     *
     * @param quote the message that it answers, null for none
     * @param marks the reactions to it
     */
    record Extras(@Nullable Quote quote, List<Mark> marks) {}

    /**
     * What replies that are not sent have to expect.
     *
     * @param window of the conversation
     * @param offline whether they wait for the connection
     * @param until when the window closes, as it is read; empty when that is not known
     */
    record Outlook(ReplyWindow.Status window, boolean offline, String until) {}
}
