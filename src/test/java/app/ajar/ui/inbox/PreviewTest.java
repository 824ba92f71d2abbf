package app.ajar.ui.inbox;

import app.ajar.model.Attachment;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message.Direction;
import app.ajar.model.Message.Kind;
import org.junit.jupiter.api.Test;

import static app.ajar.ui.inbox.People.said;
import static org.assertj.core.api.Assertions.assertThat;

class PreviewTest {

    @Test
    void of_setsYouBeforeOurOwnWords() {
        assertThat(Preview.of(said(Kind.TEXT, "On its way", null, Direction.OUTBOUND, DeliveryState.SENT)))
                .isEqualTo(new Preview("You:", "On its way", Preview.Mark.NONE));
        assertThat(Preview.of(said(Kind.TEXT, "Thanks", null, Direction.INBOUND, DeliveryState.SENT)))
                .isEqualTo(new Preview("", "Thanks", Preview.Mark.NONE));
    }

    @Test
    void of_makesOneLineOfMany() {
        assertThat(inbound(Kind.TEXT, " Hi\n\nthere,\t you ")).isEqualTo("Hi there, you");
    }

    @Test
    void of_namesWhatHasNoText() {
        assertThat(media(Attachment.Kind.IMAGE)).isEqualTo("📷 Photo");
        assertThat(media(Attachment.Kind.VIDEO)).isEqualTo("🎬 Video");
        assertThat(media(Attachment.Kind.AUDIO)).isEqualTo("🎤 Voice message");
        assertThat(inbound(Kind.STORY_MENTION, null)).isEqualTo("Mentioned you in their story");
        assertThat(inbound(Kind.STORY_REPLY, null)).isEqualTo("Replied to your story");
        assertThat(inbound(Kind.STORY_REPLY, "Love it's colour")).isEqualTo("Replied to your story: Love it's colour");
        assertThat(inbound(Kind.SHARE, null)).isEqualTo("Shared a post");
        assertThat(inbound(Kind.UNSUPPORTED, null)).isEqualTo("A message only Instagram can show");
    }

    @Test
    void of_saysHowFarOurReplyHasCome() {
        assertThat(state(DeliveryState.QUEUED)).isEqualTo(new Preview("You:", "Hi", Preview.Mark.WAITING));
        assertThat(state(DeliveryState.SENDING).mark()).isEqualTo(Preview.Mark.WAITING);
        assertThat(state(DeliveryState.UNCERTAIN)).isEqualTo(
                new Preview("Not sure it was sent:", "Hi", Preview.Mark.UNSURE));
        assertThat(state(DeliveryState.FAILED)).isEqualTo(new Preview("Not sent:", "Hi", Preview.Mark.FAILED));
    }

    private static Preview state(DeliveryState state) {
        return Preview.of(said(Kind.TEXT, "Hi", null, Direction.OUTBOUND, state));
    }

    private static String inbound(Kind kind, @org.jspecify.annotations.Nullable String text) {
        return Preview.of(said(kind, text, null, Direction.INBOUND, DeliveryState.SENT)).text();
    }

    private static String media(Attachment.Kind kind) {
        return Preview.of(said(Kind.MEDIA, null, kind, Direction.INBOUND, DeliveryState.SENT)).text();
    }
}
