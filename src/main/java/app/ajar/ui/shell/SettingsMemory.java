package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.emoji.SkinTone;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the window knows them: changed at once on the toolkit's thread, written in the background, and of many
 * changes in a row only the last.
 */
final class SettingsMemory {

    private final SettingsFile file;
    private final FxBridge bridge;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final AtomicReference<@Nullable Settings> unwritten = new AtomicReference<>();

    SettingsMemory(SettingsFile file, FxBridge bridge) {
        this.file = file;
        this.bridge = bridge;
        this.settings = new ReadOnlyObjectWrapper<>(file.current());
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    Settings get() {
        return settings.get();
    }

    /** Whether these colours are dark now. */
    static boolean dark(Settings.Theme theme) {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Theme.systemIsDark();
        };
    }

    /** Wears these colours until the window closes, without ever writing that down. */
    void pretend(Settings.Theme theme) {
        settings.set(settings.get().withTheme(theme));
    }

    /** What the choice of emoji remembers, kept with the settings. */
    EmojiMemory emoji() {
        Settings.EmojiUse last = get().emoji();
        return new EmojiMemory(last.recent(), SkinTone.numbered(last.tone()),
                (recent, tone) -> change(
                        now -> now.withEmoji(new Settings.EmojiUse(recent, tone.number()))));
    }

    void change(UnaryOperator<Settings> how) {
        Settings changed = how.apply(settings.get());
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            if (unwritten.getAndSet(changed) == null) {
                bridge.run(this::write);
            }
        }
    }

    /** Writes what is not written yet, on this thread: for the end of the window. */
    void flush() {
        write();
    }

    private synchronized void write() {
        Settings last = unwritten.getAndSet(null);
        if (last != null) {
            file.save(last);
        }
    }
}
