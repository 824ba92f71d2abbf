package app.ajar.ui.message;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.text.Texts;

/**
 * The message that a reply answers, in as few words as tell it apart.
 *
 * @param who wrote it; empty when it is not on this computer
 * @param line its first line, or what it is when it has no words
 */
public record Quote(MessageId message, String who, String line) {

    /** @param person the display name of the other side */
    public static Quote of(Message message, String person) {
        boolean own = message.direction() == Message.Direction.OUTBOUND;
        return new Quote(message.id(), own ? Texts.get("message.you") : person, line(message));
    }

    /** One that was never stored here, or is not any more. */
    public static Quote missing(MessageId message) {
        return new Quote(message, "", Texts.get("message.quote.missing"));
    }

    private static String line(Message message) {
        if (message.kind() == Message.Kind.UNSENT) {
            return Texts.get("message.quote.unsent");
        }
        String text = message.text() == null ? "" : message.text();
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst()
                .orElseGet(() -> Texts.get("message.quote." + kind(message)));
    }

    private static String kind(Message message) {
        return switch (message.kind()) {
            case STORY_REPLY, STORY_MENTION -> Attachment.Kind.STORY.name();
            case SHARE -> Attachment.Kind.SHARE.name();
            case TEXT, MEDIA, UNSUPPORTED, UNSENT -> message.attachments().isEmpty()
                    ? "OTHER"
                    : message.attachments().getFirst().kind().name();
        };
    }
}
