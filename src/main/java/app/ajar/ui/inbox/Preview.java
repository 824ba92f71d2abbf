package app.ajar.ui.inbox;

import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.Message;
import app.ajar.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The second line of a row: what was said last, in one line of words.
 *
 * @param who stands before the text ("You:"), empty when the person wrote it; apart because the text may run the other way
 * @param mark how far our own words have come
 */
public record Preview(String who, String text, Mark mark) {

    /** What stands before a line that is not simply sent. */
    public enum Mark {
        NONE, WAITING, UNSURE, FAILED
    }

    static Preview of(Conversation conversation) {
        boolean ours = conversation.previewDirection() == Message.Direction.OUTBOUND;
        Mark mark = mark(conversation);
        String who = switch (mark) {
            case FAILED -> Texts.get("inbox.preview.failed");
            case UNSURE -> Texts.get("inbox.preview.unsure");
            case WAITING, NONE -> ours ? Texts.get("inbox.preview.you") : "";
        };
        return new Preview(who, text(conversation, ours), mark);
    }

    private static Mark mark(Conversation conversation) {
        if (conversation.previewState() == null) {
            return Mark.NONE;
        }
        return switch (conversation.previewState()) {
            case QUEUED, SENDING -> Mark.WAITING;
            case UNCERTAIN -> Mark.UNSURE;
            case FAILED -> Mark.FAILED;
            case SENT, SEEN -> Mark.NONE;
        };
    }

    private static String text(Conversation conversation, boolean ours) {
        Message.Kind kind = conversation.previewKind();
        if (kind == null) {
            String said = said(conversation.preview());
            return said.isEmpty() ? Texts.get("inbox.preview.none") : said;
        }
        return text(kind, conversation.preview(), conversation.previewAttachment(), ours);
    }

    /** What a person's message says, in one line: its words, or what it is where it has none. */
    public static String inbound(Message.Kind kind, @Nullable String words, Attachment.@Nullable Kind attachment) {
        return text(kind, words, attachment, false);
    }

    private static String text(Message.Kind kind, @Nullable String words, Attachment.@Nullable Kind attachment,
            boolean ours) {
        String said = said(words);
        return switch (kind) {
            case TEXT -> said;
            case MEDIA -> said.isEmpty() ? media(attachment) : said;
            case SHARE -> said.isEmpty() ? Texts.get("inbox.preview.share") : said;
            case STORY_REPLY -> storyReply(said, ours);
            case STORY_MENTION ->
                Texts.get(ours ? "inbox.preview.storyMentionOurs" : "inbox.preview.storyMention");
            case UNSUPPORTED -> said.isEmpty() ? Texts.get("inbox.preview.unsupported") : said;
            case UNSENT -> Texts.get("inbox.preview.unsent");
        };
    }

    private static String storyReply(String said, boolean ours) {
        if (ours) {
            return said.isEmpty() ? Texts.get("inbox.preview.storyReplyOurs") : said;
        }
        return said.isEmpty()
                ? Texts.get("inbox.preview.storyReply")
                : Texts.get("inbox.preview.storyReplyText", said);
    }

    private static String media(Attachment.@Nullable Kind kind) {
        return switch (kind) {
            case VIDEO -> Texts.get("inbox.preview.video");
            case AUDIO -> Texts.get("inbox.preview.voice");
            case FILE -> Texts.get("inbox.preview.file");
            case SHARE -> Texts.get("inbox.preview.share");
            case STORY -> Texts.get("inbox.preview.storyMention");
            case IMAGE -> Texts.get("inbox.preview.photo");
            case null -> Texts.get("inbox.preview.unsupported");
        };
    }

    /** A row has one line: breaks and runs of blanks become one blank. */
    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }
}
