package app.ajar.ui.shell;

import app.ajar.Condition;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.settings.Settings.Theme;
import app.ajar.store.Templates;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The mark of the keyboard is drawn: whatever Tab comes to looks different with it, and clearly so. */
@ExtendWith(ApplicationExtension.class)
class FocusMarkFxTest {

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("focus-visible");
    private static final Set<Page> LISTS = EnumSet.of(Page.INBOX, Page.PLANNED, Page.TEMPLATES, Page.HELP, Page.ABOUT);
    /** Pixels around a stop where its mark may be drawn. */
    private static final double AROUND = 6;
    /** As many pixels as the ring around the smallest of them, a round choice, has. */
    private static final int LEAST = 60;
    /** Of one channel, 0 to 255: the least that a changed pixel differs. */
    private static final int CLEARLY = 32;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"LIGHT", "DARK"})
    void everyStop_isSeenToHaveTheKeyboard(Theme theme) {
        try (OpenWindow window = OpenWindow.offline(folder, 3)) {
            window.settings.save(window.settings.current().withTheme(theme));
            window.stored.database.outbox().enqueue(StoredInbox.id("person-1"), Content.words("Later"), false,
                    new Plan.At(NOON.plus(Duration.ofHours(2))), NOON);
            window.stored.database.templates()
                    .add(new Templates.Content(null, "Arrival", "On the left.", "Shop", null));
            window.open(null);
            window.untilAllIsRead();
            window.openConversation("person-1");
            Set<String> unseen = new LinkedHashSet<>();
            Set<Node> seen = new LinkedHashSet<>();
            for (Page page : Page.values()) {
                run(() -> window.shell().go(page));
                until(page + " has its rows", () -> !LISTS.contains(page) || hasRows(window.stage().getScene()));
                unseen.addAll(unmarked(window.stage().getScene(), page, seen));
            }
            assertThat(seen).hasSizeGreaterThan(60);
            assertThat(unseen).as("stops that look the same with the keyboard and without").isEmpty();
        }
    }

    private static boolean hasRows(Scene scene) {
        List<ListView<?>> lists = new ArrayList<>();
        Keys.seen(scene.getRoot()).filter(ListView.class::isInstance).forEach(list -> lists.add((ListView<?>) list));
        return !lists.isEmpty() && lists.stream().noneMatch(list -> list.getItems().isEmpty());
    }

    /** A field shows its cursor, and what of it has the keyboard shows in the ground around it. */
    private static Set<String> unmarked(Scene scene, Page page, Set<Node> seen) {
        // What is not drawn yet has no place.
        nextFrame(scene);
        List<Node> stops = fx(() -> new ArrayList<>(Keys.seen(scene.getRoot()).filter(FocusMarkFxTest::isMarkedByAMark)
                .filter(seen::add).toList()));
        Set<String> found = new LinkedHashSet<>();
        for (Node stop : stops) {
            run(() -> bring(stop));
            int differs = differs(look(scene, stop, false), look(scene, stop, true));
            // What was drawn anew meanwhile is no stop any more.
            if (differs < LEAST && fx(() -> scene.equals(stop.getScene()))) {
                found.add(page + ": " + differs + " pixels of " + Keys.describe(stop));
            }
        }
        return found;
    }

    private static boolean isMarkedByAMark(Node node) {
        return (Keys.isStop(node) || (node instanceof Toggle && node.isFocusTraversable()))
                && !(node instanceof TextInputControl) && !(node instanceof ComboBoxBase<?>);
    }

    /** Waits for the toolkit to draw: what scrolls is not drawn right by a snapshot alone. */
    private static void nextFrame(Scene scene) {
        CountDownLatch laidOut = new CountDownLatch(1);
        Runnable pulse = laidOut::countDown;
        run(() -> {
            scene.addPostLayoutPulseListener(pulse);
            Platform.requestNextPulse();
        });
        try {
            assertThat(laidOut.await(Condition.PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("a frame").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        // Runs behind all of that frame.
        run(() -> scene.removePostLayoutPulseListener(pulse));
    }

    /** Into view, with the keyboard, as Tab does. */
    private static void bring(Node stop) {
        for (Node at = stop; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && !stop.equals(pane)) {
                Bounds place = pane.getContent().sceneToLocal(stop.localToScene(stop.getLayoutBounds()));
                double view = pane.getViewportBounds().getHeight();
                double hidden = pane.getContent().getLayoutBounds().getHeight() - view;
                pane.setVvalue(hidden <= 0 ? 0 : Math.clamp((place.getCenterY() - view / 2) / hidden, 0, 1));
            }
        }
        stop.requestFocus();
    }

    private static WritableImage look(Scene scene, Node stop, boolean marked) {
        run(() -> stop.pseudoClassStateChanged(MARKED, marked));
        nextFrame(scene);
        return fx(() -> {
            Bounds place = stop.localToScene(stop.getLayoutBounds());
            SnapshotParameters cut = new SnapshotParameters();
            cut.setViewport(new Rectangle2D(Math.floor(place.getMinX() - AROUND),
                    Math.floor(place.getMinY() - AROUND), Math.ceil(place.getWidth() + 2 * AROUND),
                    Math.ceil(place.getHeight() + 2 * AROUND)));
            return scene.getRoot().snapshot(cut, null);
        });
    }

    private static int differs(WritableImage one, WritableImage other) {
        PixelReader before = one.getPixelReader();
        PixelReader after = other.getPixelReader();
        int count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int was = before.getArgb(x, y);
                int is = after.getArgb(x, y);
                if (Stream.of(0, 8, 16).anyMatch(at -> Math.abs((was >> at & 255) - (is >> at & 255)) >= CLEARLY)) {
                    count++;
                }
            }
        }
        return count;
    }
}
