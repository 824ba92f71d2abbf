package app.ajar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One conversation as the list shows it; everything that changes with time or settings is worked out when shown.
 *
 * @param lastMessageAt time of the newest message or waiting reply, or Meta's {@code updated_time} when none is stored
 * @param preview first 100 characters of the newest message's text, null when it has none
 * @param previewKind what the newest message is
 * @param previewDirection who wrote the newest message
 * @param previewState how far the newest message has come
 * @param unread messages of the person since the user last looked or answered
 * @param priority whether the user starred it
 * @param avatarFile stored picture relative to the data folder, null when none
 */
public record Conversation(ConversationId id, Participant person, Instant lastMessageAt, @Nullable String preview,
        Message.@Nullable Kind previewKind, Attachment.@Nullable Kind previewAttachment,
        Message.@Nullable Direction previewDirection, @Nullable DeliveryState previewState, WindowFacts window,
        int unread,
        boolean priority, @Nullable String avatarFile) {}
