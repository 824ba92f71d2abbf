package app.ajar.ui.message;

import app.ajar.model.Message;
import app.ajar.text.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * One reaction as it stands under its message.
 *
 * @param emoji empty for ours that is taken away, which Instagram does not know yet
 * @param ours whether the account reacted; the other side did else
 * @param waiting whether Instagram does not have it yet
 */
public record Mark(String emoji, boolean ours, boolean waiting) {

    /** Nobody reacts more often to one message than there are sides; what a server says beyond that is cut. */
    private static final int MOST = 6;

    /**
     * Theirs first, ours last.
     *
     * @param waiting whether a choice of ours is on its way
     */
    public static List<Mark> of(Message message, boolean waiting) {
        String account = message.conversation().account().value();
        String ours = message.reactionOf(account);
        List<Mark> marks = new ArrayList<>();
        message.reactions().stream().filter(reaction -> !reaction.by().equals(account)).map(Message.Reaction::emoji)
                .distinct().limit(MOST).forEach(emoji -> marks.add(new Mark(emoji, false, false)));
        if (ours != null || waiting) {
            marks.add(new Mark(ours == null ? "" : ours, true, waiting));
        }
        return List.copyOf(marks);
    }

    /** The mark as it is read out. */
    public String spoken() {
        if (!ours) {
            return Texts.get("message.mark.theirs", emoji);
        }
        if (emoji.isEmpty()) {
            return Texts.get("message.mark.taking.back");
        }
        return Texts.get(waiting ? "message.mark.waiting" : "message.mark.ours", emoji);
    }
}
