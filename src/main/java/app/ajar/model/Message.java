package app.ajar.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as Meta gave it. Messages in the outbox are {@link OutboxMessage}.
 *
 * @param senderId who wrote it, as Meta names them
 * @param sentAt Meta's time, whole seconds
 * @param text null when there is none
 * @param replyTo the message it answers, null when none
 * @param story the story it answers or mentions, null when none
 * @param raw the JSON as it came, kept when something in it was not understood; null otherwise
 */
public record Message(ConversationId conversation, MessageId id, Direction direction, String senderId, Instant sentAt,
        @Nullable String text, Kind kind, DeliveryState state, @Nullable Story story,
        @Nullable MessageId replyTo, List<Attachment> attachments, List<Reaction> reactions, @Nullable String raw) {

    /** Of so many of a conversation's newest messages Meta tells more than that they exist (Conversations API). */
    public static final int DETAILED = 20;

    /** What stands for Instagram's heart, as a reaction and in the place of the heart sticker. */
    public static final String HEART = "\u2764\uFE0F";
    private static final String TEXT_HEART = "\u2764";

    public Message {
        attachments = List.copyOf(attachments);
        reactions = List.copyOf(reactions);
    }

    /** The same with other attachments. */
    public Message withAttachments(List<Attachment> others) {
        return new Message(conversation, id, direction, senderId, sentAt, text, kind, state, story, replyTo, others,
                reactions, raw);
    }

    /** The message with this person's reaction, in place of the one they had; null takes it away. */
    public Message withReaction(String by, @Nullable String emoji) {
        List<Reaction> all = new ArrayList<>(reactions);
        all.removeIf(reaction -> reaction.by().equals(by));
        if (emoji != null) {
            all.add(new Reaction(by, emoji));
        }
        return new Message(conversation, id, direction, senderId, sentAt, text, kind, state, story, replyTo,
                attachments,
                all, raw);
    }

    /** Whether this is the heart, drawn as an emoji or as a sign. */
    public static boolean isHeart(@Nullable String text) {
        return HEART.equals(text) || TEXT_HEART.equals(text);
    }

    /** This person's reaction, null for none. */
    public @Nullable String reactionOf(String by) {
        return reactions.stream().filter(reaction -> reaction.by().equals(by)).map(Reaction::emoji).findFirst()
                .orElse(null);
    }

    /** What this message did to the reply window, if the person wrote it. */
    public WindowFacts.Opener opener() {
        return switch (kind) {
            case STORY_REPLY -> WindowFacts.Opener.STORY_REPLY;
            case STORY_MENTION -> WindowFacts.Opener.STORY_MENTION;
            default -> WindowFacts.Opener.MESSAGE;
        };
    }

    /** What a message is made of; the words of the command line's contract. */
    public enum Kind {
        TEXT, MEDIA, STORY_REPLY, STORY_MENTION, SHARE, UNSUPPORTED,
        /** Taken back by whoever wrote it: nothing of it is kept but that it was there. */
        UNSENT
    }

    /**
     * The story a message answers or mentions.
     *
     * @param url signed; Meta serves it for 24 hours
     */
    public record Story(@Nullable String id, @Nullable String url) {}

    /** Who wrote a message: the person, or the account itself. */
    public enum Direction {
        INBOUND, OUTBOUND;

        /** Outbound when the sender is the account itself. Ids are compared as text, never as numbers. */
        public static Direction of(String senderId, AccountId account) {
            return senderId.equals(account.value()) ? OUTBOUND : INBOUND;
        }
    }

    /**
     * One reaction to a message.
     *
     * @param by id of who reacted: a person's scoped id or the account's own
     * @param emoji the emoji itself; Meta's words (love, laugh …) are turned into theirs when read
     */
    public record Reaction(String by, String emoji) {}
}
