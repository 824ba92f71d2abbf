package app.ajar.ui.shell;

import app.ajar.media.HostilePictures;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.EmojiText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.HostileHost.body;
import static app.ajar.ui.shell.HostileHost.endless;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that nobody means well with, from the network into the real window: each place says in a sentence what is wrong or
 * shows what can be shown, nothing runs, and the rest of the conversation is there.
 */
@ExtendWith(ApplicationExtension.class)
class HostileMediaFxTest {

    private static final long SEED = 11;
    private static final int FACES = 7;
    private static final String SCENE = "mugs";
    private static final byte[] PAGE = "<!DOCTYPE html><script>fetch('https://evil.example')</script>"
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DRAWING = ("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/>"
            + "</svg>").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCRIPT = "#!/bin/sh\ntouch /tmp/owned\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private HostileHost host;
    private OpenWindow window;
    /** Somebody who has written words only so far. */
    private String writer;

    /** What is sent, and what becomes of it: null where it can be shown. */
    private record Case(HostileHost.Answer answer, @Nullable Trouble trouble) {

        String says() {
            return trouble == null ? "Photo" : "Photo. " + switch (trouble) {
                case GONE -> "Instagram does not show it any more";
                case UNSUPPORTED -> "This kind cannot be shown here";
                case BROKEN -> "The file is damaged";
                case TOO_LARGE -> "Too large to be kept here";
                default -> throw new AssertionError(trouble);
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(FACES, FACES, SEED));
        host = new HostileHost(sandbox);
        writer = IntStream.range(0, FACES).mapToObj(HostileMediaFxTest::id).filter(each -> sandbox.thread(each).values()
                .stream().allMatch(item -> item.extra().equals(Item.WORDS))).findFirst().orElseThrow();
        window = new OpenWindow(folder, new StoredInbox(folder), host.uri());
    }

    @AfterEach
    void close() {
        window.close();
        host.close();
        sandbox.close();
    }

    @Test
    void facesAreInitials_andPhotosSayWhatIsWrong_andTheConversationIsThere() throws IOException {
        faces();
        open();
        assertFaces();
        assertPhotos();
        assertThat(window.asked).isEmpty();
    }

    private void assertPhotos() throws IOException {
        window.openConversation(conversation().value());
        sandbox.personWrites(writer, "Before the others");
        CountDownLatch began = new CountDownLatch(1);
        String slow = sends(host.slow(HostilePictures.head(), began));
        Map<String, Case> cases = new LinkedHashMap<>();
        for (Case each : cases()) {
            cases.put(sends(each.answer()), each);
        }
        sandbox.personWrites(writer, "After all of them");
        window.engine.wake();

        cases.forEach((id, expected) -> until("what came of number " + List.copyOf(cases.keySet()).indexOf(id),
                () -> became(id), expected.trouble() == null ? "STORED" : "FAILED " + expected.trouble()));
        until("the slow one is on its way", () -> began.getCount() == 0);
        assertThat(became(slow)).isEqualTo("PENDING");
        until("every place says so", () -> tiles().map(Node::getAccessibleText).sorted().toList(),
                Stream.concat(Stream.of("Photo"), cases.values().stream().map(Case::says)).sorted().toList());
        assertThat(fx(this::texts)).contains("Before the others", "After all of them");
        run(() -> TameWindow.assertTame(window.stage().getScene().getRoot(), "the conversation"));
        assertOnlyPictures("messages");
    }

    /** The first person's can be shown. */
    private void faces() throws IOException {
        List<HostileHost.Answer> faces = List.of(body("text/html", HostilePictures.jpeg()), body("image/jpeg", PAGE),
                body("image/png", HostilePictures.pngBomb()), body("image/jpeg", HostilePictures.jpegCut()),
                body("image/jpeg", HostilePictures.jpegOfScans(6_000, 6_000, 200)),
                body("image/jpeg", new byte[0]), endless(HostilePictures.head()));
        assertThat(faces).hasSize(FACES);
        for (int i = 0; i < FACES; i++) {
            sandbox.picture(id(i), Person.Picture.JPEG);
            host.face(id(i), faces.get(i));
        }
    }

    private void assertFaces() throws IOException {
        for (int i = 0; i < FACES; i++) {
            ParticipantId person = new ParticipantId(new AccountId(sandbox.accountId()), id(i));
            until("what came of face " + i, () -> window.stored.database.media().avatar(person)
                    .map(face -> face.file() != null ? "kept" : face.failures() > 0 ? "failed" : "waits")
                    .orElse("none"),
                    i == 0 ? "kept" : "failed");
        }
        until("one face and the initials of all others", () -> letters().sorted().toList(),
                Stream.concat(Stream.of(false), Stream.generate(() -> true).limit(FACES - 1)).toList());
        assertOnlyPictures("avatars");
    }

    private static List<Case> cases() throws IOException {
        return List.of(new Case(body("image/jpeg", PAGE), Trouble.GONE),
                new Case(body("image/jpeg", DRAWING), Trouble.GONE),
                new Case(body("image/jpeg", SCRIPT), Trouble.UNSUPPORTED),
                new Case(body("text/html", HostilePictures.jpeg()), null),
                new Case(body("image/png", HostilePictures.pngBomb()), Trouble.TOO_LARGE),
                new Case(body("image/png", HostilePictures.pngOfOneLine()), Trouble.TOO_LARGE),
                new Case(body("image/jpeg", HostilePictures.jpegCut()), Trouble.BROKEN),
                new Case(body("image/png", HostilePictures.pngCut()), Trouble.BROKEN),
                new Case(body("image/jpeg", HostilePictures.jpegOfScans(6_000, 6_000, 200)), Trouble.BROKEN),
                new Case(body("image/webp", HostilePictures.webpWithin()), Trouble.BROKEN),
                new Case(body("image/gif", HostilePictures.gif(65_535, 2)), null),
                new Case(body("image/gif", HostilePictures.gif(40, 5_000)), null),
                new Case(body("image/gif", HostilePictures.gif(1_999, 600)), null),
                new Case(body("image/gif", HostilePictures.gifWithLongWords(0xFE)), null),
                new Case(body("image/jpeg", new byte[0]), Trouble.BROKEN),
                new Case(endless(HostilePictures.head()), Trouble.TOO_LARGE));
    }

    private void open() {
        for (int i = 0; i < FACES; i++) {
            sandbox.consents(id(i), true);
        }
        window.engine.start();
        window.open(host.uri());
        window.connect(sandbox.token());
        window.untilLive();
    }

    /** Their next photo, with this behind its address; its message's id. */
    private String sends(HostileHost.Answer answer) {
        int next = sandbox.thread(writer).values().stream().mapToInt(Item::index).max().orElse(-1) + 1;
        host.photo(next, answer);
        return sandbox.personSendsPhoto(writer, SCENE);
    }

    private String became(String message) {
        return window.stored.database.threads().message(conversation(), new MessageId(message))
                .map(one -> one.attachments().getFirst())
                .map(photo -> photo.state() + (photo.trouble() == null ? "" : " " + photo.trouble())).orElse("none");
    }

    private Stream<Node> tiles() {
        return window.stage().getScene().getRoot().lookupAll(".timeline .media-tile").stream();
    }

    private List<String> texts() {
        return window.stage().getScene().getRoot().lookupAll(".timeline .emoji-text").stream()
                .map(EmojiText.class::cast).map(EmojiText::getText).toList();
    }

    /** Of each row of the list, whether it shows initials. */
    private Stream<Boolean> letters() {
        return window.stage().getScene().getRoot().lookupAll(".conversation-cell").stream().filter(Node::isVisible)
                .map(cell -> cell.lookup(".avatar-letters")).filter(Objects::nonNull).map(Node::isVisible);
    }

    /** What came to stay is a picture by its name, and nothing that a system would run. */
    private void assertOnlyPictures(String within) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(within))) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".part")))
                    .isNotEmpty().allSatisfy(file -> {
                        assertThat(file.toString()).matches(".*\\.(jpg|gif)");
                        assertThat(Files.isExecutable(file)).isFalse();
                    });
        }
    }

    private static String id(int number) {
        return Crowd.personId(SEED, number);
    }

    private ConversationId conversation() {
        return new ConversationId(new AccountId(sandbox.accountId()), sandbox.conversationId(writer));
    }
}
