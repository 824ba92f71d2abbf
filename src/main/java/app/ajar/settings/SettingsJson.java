package app.ajar.settings;

import app.ajar.settings.Settings.EmojiUse;
import app.ajar.settings.Settings.Keep;
import app.ajar.settings.Settings.Signals;
import app.ajar.settings.Settings.Theme;
import app.ajar.settings.Settings.WindowPlace;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Settings as JSON and back. Each value is read by itself, so that one bad value costs no other.
 *
 * <p>Token by token, without data binding: the window waits for its settings, and Jackson's mapper takes longer to load
 * than they take to read.
 */
final class SettingsJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,2}\\.[0-9]{1,2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST_EMOJI = 40;
    private static final double NARROWEST_SIDEBAR = 280;
    private static final double WIDEST_SIDEBAR = 460;
    private static final double SMALLEST_WINDOW = 200;
    /** Beyond any arrangement of screens, pixels. */
    private static final double FARTHEST = 100_000;

    /** Larger than any disk, and still a whole number as a double. */
    private static final double MOST_MEDIA_BYTES = 1e15;

    private SettingsJson() {}

    /** Empty when these bytes are not one JSON object. */
    static Optional<Settings> read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> root = object(json);
            return json.nextToken() == null ? Optional.of(settings(root)) : Optional.empty();
        } catch (JacksonException e) {
            System.getLogger(SettingsJson.class.getName()).log(System.Logger.Level.DEBUG, "not JSON", e);
            return Optional.empty();
        }
    }

    /** The texts, flags, numbers and objects of the object that was just begun; a key given twice counts as last given. */
    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> values = new HashMap<>();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            switch (json.nextToken()) {
                case START_OBJECT -> values.put(key, object(json));
                case VALUE_STRING -> values.put(key, json.getString());
                case VALUE_TRUE, VALUE_FALSE -> values.put(key, json.getBooleanValue());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(key, json.getDoubleValue());
                default -> {
                    values.remove(key);
                    json.skipChildren();
                }
            }
        }
        return values;
    }

    static byte[] write(Settings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(new Indented(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", settings.apiVersion());
            json.writeStringProperty("theme", settings.theme().name());
            json.writeBooleanProperty("enterSends", settings.enterSends());
            json.writeBooleanProperty("detailsShown", settings.detailsShown());
            json.writeNumberProperty("sidebarWidth", settings.sidebarWidth());
            json.writeStringProperty("selectedAccount", settings.selectedAccount());
            json.writeStringProperty("selectedConversation", settings.selectedConversation());
            WindowPlace window = settings.window();
            if (window != null) {
                json.writeObjectPropertyStart("window");
                json.writeNumberProperty("x", window.x());
                json.writeNumberProperty("y", window.y());
                json.writeNumberProperty("width", window.width());
                json.writeNumberProperty("height", window.height());
                json.writeBooleanProperty("maximized", window.maximized());
                json.writeEndObject();
            }
            json.writeStringProperty("keep", settings.keep().name());
            json.writeNumberProperty("mediaBytes", settings.mediaBytes());
            json.writeNumberProperty("undoSeconds", settings.undo().toSeconds());
            json.writeBooleanProperty("tellTyping", settings.signals().typing());
            json.writeBooleanProperty("tellSeen", settings.signals().seen());
            json.writeStringProperty("recentEmoji", String.join(" ", settings.emoji().recent()));
            json.writeNumberProperty("skinTone", settings.emoji().tone());
            json.writeStringProperty("language", settings.language());
            NotificationsJson.write(json, settings.notifications());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static Settings settings(Map<String, Object> root) {
        Settings defaults = Settings.DEFAULTS;
        String version = text(root, "apiVersion");
        return new Settings(version != null && VERSION.matcher(version).matches() ? version : defaults.apiVersion(),
                word(Theme.values(), text(root, "theme"), defaults.theme()),
                flag(root, "enterSends", defaults.enterSends()),
                flag(root, "detailsShown", defaults.detailsShown()),
                Math.clamp(number(root, "sidebarWidth").orElse(defaults.sidebarWidth()), NARROWEST_SIDEBAR,
                        WIDEST_SIDEBAR),
                text(root, "selectedAccount"), text(root, "selectedConversation"),
                root.get("window") instanceof Map<?, ?> place ? window(place) : null,
                word(Keep.values(), text(root, "keep"), defaults.keep()),
                (long) Math.clamp(number(root, "mediaBytes").orElse((double) defaults.mediaBytes()),
                        Settings.LEAST_MEDIA_BYTES, MOST_MEDIA_BYTES),
                number(root, "undoSeconds").map(seconds -> Duration.ofSeconds(seconds.longValue()))
                        .filter(Settings.UNDO::contains).orElse(defaults.undo()),
                new Signals(flag(root, "tellTyping", false), flag(root, "tellSeen", false)),
                new EmojiUse(emoji(text(root, "recentEmoji")), number(root, "skinTone").orElse(0.0).intValue()),
                language(text(root, "language")), NotificationsJson.read(root.get("notifications")));
    }

    private static @Nullable String language(@Nullable String tag) {
        return tag != null && LANGUAGE.matcher(tag).matches() ? tag : null;
    }

    /** Emoji hold no blanks, and none is longer than a family of four. */
    private static List<String> emoji(@Nullable String together) {
        return together == null
                ? List.of()
                : BLANKS.splitAsStream(together).filter(one -> !one.isEmpty() && one.length() <= LONGEST_EMOJI)
                        .distinct().toList();
    }

    static <E extends Enum<E>> E word(E[] all, @Nullable String name, E fallback) {
        for (E one : all) {
            if (name != null && one.name().equals(name.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        return fallback;
    }

    /** A place is whole or none: half of one would put the window somewhere odd. */
    private static @Nullable WindowPlace window(Map<?, ?> place) {
        Optional<Double> x = number(place, "x").filter(value -> Math.abs(value) < FARTHEST);
        Optional<Double> y = number(place, "y").filter(value -> Math.abs(value) < FARTHEST);
        Optional<Double> width = number(place, "width").filter(SettingsJson::isWindowLength);
        Optional<Double> height = number(place, "height").filter(SettingsJson::isWindowLength);
        if (x.isEmpty() || y.isEmpty() || width.isEmpty() || height.isEmpty()) {
            return null;
        }
        return new WindowPlace(x.get(), y.get(), width.get(), height.get(), flag(place, "maximized", false));
    }

    private static boolean isWindowLength(double length) {
        return length >= SMALLEST_WINDOW && length < FARTHEST;
    }

    static @Nullable String text(Map<?, ?> values, String key) {
        return values.get(key) instanceof String text && !text.isBlank() ? text : null;
    }

    static boolean flag(Map<?, ?> values, String key, boolean fallback) {
        return values.get(key) instanceof Boolean flag ? flag : fallback;
    }

    private static Optional<Double> number(Map<?, ?> values, String key) {
        return values.get(key) instanceof Double number && Double.isFinite(number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** People look into this file. */
    private static final class Indented extends ObjectWriteContext.Base {

        private final PrettyPrinter printer = new DefaultPrettyPrinter();

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return printer;
        }
    }
}
