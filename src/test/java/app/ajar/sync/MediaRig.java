package app.ajar.sync;

import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A connected account whose people send media, and what is stored of them. */
abstract class MediaRig {

    @TempDir
    Path folder;
    Rig rig;

    @BeforeEach
    void connect() throws IOException {
        rig = Rig.connected(folder, SandboxOptions.generated(2, 4, 5).withSeed(11));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    String somebody() {
        return rig.somebody();
    }

    Message message(String id) {
        return rig.database.threads().message(conversation(), new MessageId(id)).orElseThrow();
    }

    ConversationId conversation() {
        return rig.conversation(somebody());
    }

    Attachment only(String id) {
        return message(id).attachments().getFirst();
    }

    boolean is(String id, State state) {
        return rig.database.threads().message(conversation(), new MessageId(id))
                .filter(one -> one.attachments().getFirst().state() == state).isPresent();
    }

    List<String> files() {
        Path root = folder.resolve("messages");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that the world holds is here, with the windowless engine that a command uses. */
    RoundReport round() {
        return rig.engine().syncOnce(List.of(), Duration.ofSeconds(5), report -> {});
    }
}
