package app.ajar.sync;

import app.ajar.Condition;
import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Content.Kind;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Files sent by their address, to a real server that refuses what Meta refuses. */
class SendingFilesTest extends LiveRig {

    private static final Duration PATIENCE = Condition.PATIENCE;

    private Replies.Written write(Kind kind, String url) {
        return rig.engine().replies().write(rig.conversation(MAYA), new Content(kind, "", url, null), false,
                Duration.ZERO);
    }

    private ThreadEntry reached(Replies.Written written) {
        assertThat(written).isInstanceOf(Replies.Written.Queued.class);
        Optional<ThreadEntry> reached = rig.engine().replies()
                .await(((Replies.Written.Queued) written).reply().id(), PATIENCE);
        return reached.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"IMAGE,https://example.com/shoes.jpg", "VIDEO,https://example.com/run.mp4",
            "AUDIO,https://example.com/hello.m4a", "FILE,https://example.com/sizes.pdf"})
    void aFile_goesOnce_andInstagramsOwnCopyOfIt_takesItsPlace(Kind kind, String url) {
        ThreadEntry reached = reached(write(kind, url));

        assertThat(reached).isInstanceOfSatisfying(ThreadEntry.Stored.class,
                stored -> assertThat(stored.message().kind()).isEqualTo(Message.Kind.MEDIA));
        rig.engine().watch(rig.conversation(MAYA));
        Rig.until("the echo is here", () -> rig.stored(MAYA).stream().filter(
                message -> message.direction() == Message.Direction.OUTBOUND)
                .anyMatch(message -> message.attachments().stream()
                        .anyMatch(attachment -> attachment.kind() == Attachment.Kind.valueOf(kind.name()))));
        assertThat(rig.sandbox.log().sent()).singleElement().asString().contains(url);
        assertThat(rig.database.outbox().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://nowhere.invalid/shoes.jpg", "https://example.com/shoes.pdf"})
    void whatMetaCannotTake_failsWithTheReason_andIsNotTriedAgain(String url) {
        assertThat(reached(write(Kind.IMAGE, url))).isInstanceOfSatisfying(ThreadEntry.Waiting.class,
                waiting -> assertThat(waiting.reply().failure()).isEqualTo(Failure.FILE_UNREACHABLE));
        assertThat(Failure.FILE_UNREACHABLE.retryable()).isFalse();
        assertThat(rig.sandbox.log().sent()).hasSize(1);
    }

    @Test
    void whatIsNotPublic_isNotEvenWritten() {
        assertThat(write(Kind.IMAGE, "http://example.com/a.jpg"))
                .isEqualTo(new Replies.Written.Refused(Failure.FILE_UNREACHABLE));
        assertThat(write(Kind.IMAGE, "https://192.168.1.2/a.jpg"))
                .isEqualTo(new Replies.Written.Refused(Failure.FILE_UNREACHABLE));
        assertThat(rig.database.outbox().all()).isEmpty();
        assertThat(rig.sandbox.log().sent()).isEmpty();
    }
}
