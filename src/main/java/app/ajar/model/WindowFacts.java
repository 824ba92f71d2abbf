package app.ajar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about a conversation's reply window.
 *
 * @param lastInboundAt when the person last wrote, null when none of their messages is known
 * @param opener what that message was, null with it
 * @param inboundUnseen true when Meta details only our own messages although older ones exist, so the person's last
 *        message cannot be known
 * @param refused whether Meta itself refused a standard reply because the window was over; final until the person
 *        writes again
 */
public record WindowFacts(@Nullable Instant lastInboundAt, @Nullable Opener opener, boolean inboundUnseen,
        boolean refused) {

    /** Nothing is known of the person's messages, and there is nothing more to know. */
    public static final WindowFacts NONE = new WindowFacts(null, null, false, false);

    /** What the person did to open the reply window last. */
    public enum Opener {
        MESSAGE, STORY_REPLY, STORY_MENTION
    }
}
