package app.ajar.app;

import app.ajar.cli.Cli;
import app.ajar.cli.DesktopRequest;
import app.ajar.cli.StopSignal;
import app.ajar.cli.Surroundings;
import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.shell.Page;
import app.ajar.ui.shell.Shell;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes each picture of the guide anew, as its command line says, and holds the stored one to it; with
 * {@code -Dguide.pictures=write} it writes them instead. What the demo shows at a moment is the same each time, to the pixel.
 *
 * <p>Letters are drawn by the system: with another version of its font library, or other fonts behind the bundled one, they
 * differ in a thousand pixels. So beside the pictures stands how letters looked where they were taken. Where they look the
 * same here, no more than a few pixels may differ. Where they do not, the pictures are compared square by square, which
 * forgives other letters and finds only what is large. Everywhere the words in the picture, and the names of what has none,
 * are those that stand beside it.
 */
@ExtendWith(ApplicationExtension.class)
class GuidePicturesFxTest {

    private static final Path PICTURES = Path.of("src/docs/pictures");
    private static final Path LETTERS = PICTURES.resolve("letters.txt");
    private static final boolean WRITES = "write".equals(System.getProperty("guide.pictures"));
    private static final long PATIENCE_SECONDS = 120;

    /** Steps of a colour that anti-aliasing may differ by, and how many pixels may differ by more. */
    private static final int STEPS = 16;
    private static final int MOST_PIXELS = 20;

    /** A square's side in pixels, the steps its mean colour may differ by, and how many of a thousand squares may by more. */
    private static final int SQUARE = 20;
    private static final int MEAN_STEPS = 24;
    private static final int MOST_SQUARES = 8;

    /** How often the engine has looked by now hangs on which look found another under way. */
    private static final Pattern CALLS = Pattern.compile("\\d+ calls");
    private static final String LOOKS = ".health-line";

    private static final Tongue SPOKEN = Texts.tongue();
    private static final TimeZone ZONE = TimeZone.getDefault();

    /** Drawing and fetching everything takes longest, and no picture of the list changes what the others show. */
    private static @Nullable Wiring demo;

    @TempDir
    static Path folder;

    static List<List<String>> pictures() throws IOException {
        return Files.readAllLines(PICTURES.resolve("list.txt")).stream().filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(" +", -1))).toList();
    }

    @BeforeAll
    static void speakAsThePicturesDo() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Texts.speak(Tongue.of("en", Locale.US, Locale.US));
    }

    @AfterAll
    static void endAndSpeakAsBefore() {
        if (demo != null) {
            demo.close();
        }
        TimeZone.setDefault(ZONE);
        Texts.speak(SPOKEN);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void storedPicture_showsWhatTheProgramShows(List<String> line) throws Exception {
        String name = line.getFirst();
        Path stored = PICTURES.resolve(name + ".png");
        Shot taken = take(line);
        Path said = PICTURES.resolve(name + ".txt");
        List<String> says = taken.words();
        if (WRITES) {
            Files.writeString(LETTERS, letters() + "\n");
            Files.writeString(said, String.join("\n", says) + "\n");
            if (!Files.exists(stored) || !difference(stored, taken).isEmpty()) {
                Files.copy(taken.file(), stored, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(Files.readAllLines(said))
                .as("the words in %s; where others are meant, \"mvn -Ppictures test\" takes the "
                        + "pictures anew", stored)
                .isEqualTo(says);
        assertThat(difference(stored, taken)).as("%s shows something else than the program does; where that is meant, "
                + "\"mvn -Ppictures test\" takes the pictures anew", stored).isEmpty();
    }

    private static String difference(Path stored, Shot taken) throws IOException {
        boolean sameLetters = Files.exists(LETTERS) && Files.readString(LETTERS).strip().equals(letters());
        BufferedImage before = ImageIO.read(stored.toFile());
        BufferedImage now = ImageIO.read(taken.file().toFile());
        if (before.getWidth() != now.getWidth() || before.getHeight() != now.getHeight()) {
            return "another size";
        }
        blot(before, taken.varying());
        blot(now, taken.varying());
        int side = sameLetters ? 1 : SQUARE;
        int steps = sameLetters ? STEPS : MEAN_STEPS;
        List<String> places = new ArrayList<>();
        for (int y = 0; y + side <= now.getHeight(); y += side) {
            for (int x = 0; x + side <= now.getWidth(); x += side) {
                int[] one = mean(before, x, y, side);
                int[] other = mean(now, x, y, side);
                if (Stream.of(0, 1, 2).anyMatch(i -> Math.abs(one[i] - other[i]) > steps)) {
                    places.add(x + "," + y);
                }
            }
        }
        int most = sameLetters
                ? MOST_PIXELS
                : now.getWidth() * now.getHeight() / (SQUARE * SQUARE) * MOST_SQUARES / 1000;
        return places.size() <= most
                ? ""
                : places.size() + " places of " + side + " by " + side + " pixels differ, for example at "
                        + places.subList(0, Math.min(5, places.size()));
    }

    private static void blot(BufferedImage image, List<Bounds> places) {
        Graphics2D graphics = image.createGraphics();
        for (Bounds place : places) {
            graphics.fillRect((int) place.getMinX(), (int) place.getMinY(), (int) place.getWidth() + SQUARE,
                    (int) place.getHeight() + 1);
        }
        graphics.dispose();
    }

    private static int[] mean(BufferedImage image, int left, int top, int side) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int colour : image.getRGB(left, top, side, side, null, 0, side)) {
            red += colour >> 16 & 0xff;
            green += colour >> 8 & 0xff;
            blue += colour & 0xff;
        }
        int pixels = side * side;
        return new int[]{(int) (red / pixels), (int) (green / pixels), (int) (blue / pixels)};
    }

    /** How letters look here: those of the bundled typeface and those that the system's own fonts give. */
    private static String letters() {
        int[] pixels = WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
            Theme.loadFonts();
            Label plain = new Label("Aa Gg Qq 0123 ¡ñ Thảo İyi");
            Label strong = new Label("Aa Gg Qq 0123 ¡ñ Thảo İyi");
            strong.setStyle("-fx-font-family: 'Inter Semi Bold'; -fx-font-size: 13px;");
            Label others = new Label("السلام שלום こんにちは 안녕 नमस्ते");
            VBox all = new VBox(plain, strong, others);
            all.setStyle("-fx-font-family: Inter; -fx-font-size: 13px;");
            WritableImage image = new Scene(all, 300, 80).snapshot(null);
            int[] read = new int[300 * 80];
            image.getPixelReader().getPixels(0, 0, 300, 80, PixelFormat.getIntArgbInstance(), read, 0,
                    300);
            return read;
        });
        CRC32C sum = new CRC32C();
        for (int pixel : pixels) {
            sum.update(HexFormat.of().toHexDigits(pixel).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** As the program does for this command line, but that the toolkit runs already. */
    private static Shot take(List<String> line) throws Exception {
        Path file = folder.resolve(line.getFirst() + ".png");
        DesktopRequest request = request(file, line.subList(1, line.size()));
        if (request.demo()) {
            return take(demo(request), request, file);
        }
        Path own = Files.createDirectories(folder.resolve(line.getFirst()));
        try (Wiring empty = new Wiring(own, request, Wiring.vault(own, request))) {
            empty.open();
            empty.startEngine();
            return take(empty, request, file);
        }
    }

    private static Wiring demo(DesktopRequest request) {
        Wiring made = demo;
        if (made == null) {
            made = new Wiring(folder, request, Wiring.vault(folder, request));
            demo = made;
            made.open();
            made.syncOnce(new StopSignal());
            made.startEngine();
        }
        return made;
    }

    private static Shot take(Wiring wiring, DesktopRequest request, Path file) throws Exception {
        Page page = Page.named(Optional.ofNullable(request.page()).orElse("inbox")).orElseThrow();
        Opened opened = WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
            Stage stage = new Stage();
            Shell shell = new Shell(stage, wiring.context(new app.ajar.ui.shell.Surroundings(Version.own(),
                    request.demo(), () -> {}, link -> {}, other -> {}, () -> {})));
            shell.show();
            return new Opened(stage, shell);
        });
        try {
            Path picture = opened.take(request, file, page);
            return new Shot(picture, opened.words(), opened.varying());
        } finally {
            opened.close();
        }
    }

    /**
     * A picture.
     *
     * @param words what can be read in it
     * @param varying where in it stands what is another each time
     */
    private record Shot(Path file, List<String> words, List<Bounds> varying) {}

    private record Opened(Stage stage, Shell shell) {

        Path take(DesktopRequest request, Path file, Page page) throws Exception {
            return WaitForAsyncUtils
                    .waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS),
                            () -> shell.take(WindowRun.picture(request, file, page)))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        /** What can be read in the window, or is said of what has no words; each once, because rows come in any order. */
        List<String> words() {
            return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
                Set<String> words = new TreeSet<>();
                read(stage.getScene().getRoot(), words);
                return List.copyOf(words);
            });
        }

        /** In the scene, which is as large as the picture. */
        List<Bounds> varying() {
            return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
                Parent root = stage.getScene().getRoot();
                Stream<Node> calls = root.lookupAll(".label").stream().filter(node -> node instanceof Label label
                        && label.getText() != null && CALLS.matcher(label.getText()).matches());
                return Stream.concat(calls, root.lookupAll(LOOKS).stream())
                        .map(node -> node.localToScene(node.getLayoutBounds())).toList();
            });
        }

        private void read(Node node, Set<String> words) {
            Scene scene = stage.getScene();
            // The folder is another each time.
            if (!node.isVisible() || node.getStyleClass().contains("settings-path") || !node
                    .localToScene(node.getLayoutBounds()).intersects(0, 0, scene.getWidth(), scene.getHeight())) {
                return;
            }
            String said = switch (node) {
                case Labeled labeled when labeled.getText() != null && !labeled.getText().isBlank() ->
                    labeled.getText();
                case Text text -> text.getText();
                default -> node.getAccessibleText();
            };
            if (said != null && !said.isBlank()) {
                words.add(CALLS.matcher(said.strip().replaceAll("\\s+", " ")).replaceAll("some calls"));
            } else if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> read(child, words));
            }
        }

        void close() {
            WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), () -> {
                shell.close();
                stage.close();
                return true;
            });
        }
    }

    /** What the command line asks of the window. */
    private static DesktopRequest request(Path file, List<String> arguments) {
        List<DesktopRequest> asked = new ArrayList<>();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("--data", folder.toString(), "--screenshot", file.toString()));
        all.addAll(arguments);
        int status = new Cli(new Surroundings(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false, Map.of(),
                folder, "0", Clock.systemUTC(), request -> {
                    asked.add(request);
                    return Optional.empty();
                }, (data, verbose) -> {}, new StopSignal())).run(all.toArray(String[]::new));
        assertThat(status).as("the command line of %s", Arrays.asList(all)).isZero();
        return asked.getFirst();
    }
}
