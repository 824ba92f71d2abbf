package app.ajar.ui.upkeep;

import app.ajar.media.DiskUse;
import app.ajar.settings.Settings;
import app.ajar.text.ByteCounts;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, how much it may take and how much it takes. Whatever deletes something asks first. For the toolkit's
 * thread; needs no toolkit.
 */
public final class StorageViewModel {

    private static final long MB = 1_000_000;
    private static final long GB = 1_000 * MB;
    /** What the page offers, bytes; a limit set elsewhere is offered besides. */
    static final long[] LIMITS = {500 * MB, GB, 2 * GB, 5 * GB, 10 * GB, 50 * GB};

    /**
     * What lies outside the page.
     *
     * @param change takes a change of the settings
     * @param used counts what is stored; in the background
     * @param makeRoom brings the disk in line with the settings; in the background
     * @param clear deletes what messages carry; in the background
     */
    public record Outside(ObservableValue<Settings> settings, Consumer<UnaryOperator<Settings>> change,
            Supplier<DiskUse> used, Runnable makeRoom, Runnable clear) {}

    /**
     * Something that deletes, and waits for a yes.
     *
     * @param words what would go
     * @param yes the words of the button that does it
     */
    record Question(String words, String yes, Runnable answer) {}

    private final Outside outside;
    private final FxBridge bridge;
    private final ReadOnlyObjectWrapper<@Nullable DiskUse> used = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
    private final Runnable count;

    public StorageViewModel(Outside outside, FxBridge bridge) {
        this.outside = outside;
        this.bridge = bridge;
        count = bridge.coalesced(outside.used(), used::set);
    }

    ObservableValue<Settings> settings() {
        return outside.settings();
    }

    /** Null until it was counted. */
    ReadOnlyObjectProperty<@Nullable DiskUse> usedProperty() {
        return used.getReadOnlyProperty();
    }

    /** Null when nothing is asked. */
    ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** Counts again. */
    void count() {
        count.run();
    }

    void keep(Settings.Keep wanted) {
        Settings now = outside.settings().getValue();
        if (wanted.compareTo(now.keep()) <= 0) {
            set(wanted, now.mediaBytes());
            return;
        }
        ask(use -> wanted == Settings.Keep.NOTHING ? use.all() : use.messages(), "upkeep.keep." + wanted,
                () -> set(wanted, outside.settings().getValue().mediaBytes()));
    }

    void limit(long bytes) {
        ask(use -> Math.max(0, use.messages() - bytes), "upkeep.limit",
                () -> set(outside.settings().getValue().keep(), bytes));
    }

    void clear() {
        ask(DiskUse::messages, "upkeep.clear", () -> after(outside.clear()));
    }

    /** Does what was asked about. */
    void confirm() {
        Question asked = question.get();
        question.set(null);
        if (asked != null) {
            asked.answer().run();
        }
    }

    /** Leaves everything as it is. */
    void stay() {
        question.set(null);
    }

    /** How many bytes an answer would delete. */
    @FunctionalInterface
    private interface Loss {
        long of(DiskUse use);
    }

    /** Counts first, because what was counted when the page opened may be long ago; what deletes nothing is done at once. */
    private void ask(Loss loss, String key, Runnable answer) {
        question.set(null);
        bridge.load(outside.used(), use -> {
            used.set(use);
            long bytes = loss.of(use);
            if (bytes == 0) {
                answer.run();
            } else {
                question.set(new Question(
                        Texts.get(key + ".what", ByteCounts.words(bytes, Locale.getDefault(Locale.Category.FORMAT))),
                        Texts.get(key + ".sure"), answer));
            }
        });
    }

    private void set(Settings.Keep keep, long bytes) {
        question.set(null);
        outside.change().accept(now -> now.withStorage(keep, bytes));
        after(outside.makeRoom());
    }

    private void after(Runnable work) {
        bridge.run(() -> {
            work.run();
            bridge.onToolkit(count);
        });
    }
}
