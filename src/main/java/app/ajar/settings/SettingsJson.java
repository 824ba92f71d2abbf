package app.ajar.settings;

import app.ajar.settings.Settings.Theme;
import app.ajar.settings.Settings.WindowPlace;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Settings as JSON and back. Each value is read by itself, so that one bad value costs no other. */
final class SettingsJson {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,2}\\.[0-9]{1,2}");
    private static final double NARROWEST_SIDEBAR = 280;
    private static final double WIDEST_SIDEBAR = 460;
    private static final double SMALLEST_WINDOW = 200;
    /** Beyond any arrangement of screens, pixels. */
    private static final double FARTHEST = 100_000;

    private SettingsJson() {}

    /** Empty when these bytes are not one JSON object. */
    static Optional<Settings> read(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            return root.isObject() ? Optional.of(settings(root)) : Optional.empty();
        } catch (JacksonException e) {
            System.getLogger(SettingsJson.class.getName()).log(System.Logger.Level.DEBUG, "not JSON", e);
            return Optional.empty();
        }
    }

    static byte[] write(Settings settings) {
        ObjectNode root = JSON.createObjectNode();
        root.put("apiVersion", settings.apiVersion());
        root.put("theme", settings.theme().name());
        root.put("enterSends", settings.enterSends());
        root.put("detailsShown", settings.detailsShown());
        root.put("sidebarWidth", settings.sidebarWidth());
        root.put("selectedAccount", settings.selectedAccount());
        root.put("selectedConversation", settings.selectedConversation());
        WindowPlace window = settings.window();
        if (window != null) {
            ObjectNode place = root.putObject("window");
            place.put("x", window.x());
            place.put("y", window.y());
            place.put("width", window.width());
            place.put("height", window.height());
            place.put("maximized", window.maximized());
        }
        return JSON.writeValueAsBytes(root);
    }

    private static Settings settings(JsonNode root) {
        Settings defaults = Settings.DEFAULTS;
        String version = text(root, "apiVersion");
        return new Settings(version != null && VERSION.matcher(version).matches() ? version : defaults.apiVersion(),
                theme(text(root, "theme"), defaults.theme()), flag(root, "enterSends", defaults.enterSends()),
                flag(root, "detailsShown", defaults.detailsShown()),
                Math.clamp(number(root, "sidebarWidth").orElse(defaults.sidebarWidth()), NARROWEST_SIDEBAR,
                        WIDEST_SIDEBAR),
                text(root, "selectedAccount"), text(root, "selectedConversation"), window(root.path("window")));
    }

    private static Theme theme(@Nullable String name, Theme fallback) {
        for (Theme theme : Theme.values()) {
            if (name != null && theme.name().equals(name.toUpperCase(Locale.ROOT))) {
                return theme;
            }
        }
        return fallback;
    }

    /** A place is whole or none: half of one would put the window somewhere odd. */
    private static @Nullable WindowPlace window(JsonNode place) {
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

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }

    private static boolean flag(JsonNode node, String key, boolean fallback) {
        JsonNode value = node.path(key);
        return value.isBoolean() ? value.booleanValue() : fallback;
    }

    private static Optional<Double> number(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNumber() ? Optional.of(value.doubleValue()).filter(Double::isFinite) : Optional.empty();
    }
}
