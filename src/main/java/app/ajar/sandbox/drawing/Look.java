package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How somebody is drawn, from words like {@code skin=3 hair=bob:#17110f top=#f7c6d4}; what is not said follows from
 * the seed.
 */
final class Look {

    private static final List<String> BACKGROUNDS = List.of("#f6936a,#d1457a", "#f5b54a,#dd6a2c", "#3db79c,#1f7f8c",
            "#5aa3f0,#3357c9", "#b565d8,#6a3fc0", "#7f6ef0,#4434b8", "#8b97a8,#566173", "#f4846b,#c93f76",
            "#62c1e5,#2a6fb8", "#8fd3a8,#3a8f7b", "#ffd0dc,#f08fb0", "#f2c14e,#e07a3f");
    private static final List<String> STYLES = List.of("short", "fade", "long", "wavy", "bob", "bun", "ponytail",
            "afro",
            "curly", "braids", "bald", "short", "wavy", "bun");
    private static final List<String> LIGHT_HAIR = List.of("#c98f4e", "#8a5a2b", "#4a2c18", "#2a1810", "#a5482a",
            "#e0bc78", "#b9b3aa");
    private static final List<String> DARK_HAIR = List.of("#1f1310", "#14100e", "#2c1a12", "#3a2417");
    private static final List<String> TOPS = List.of("#233a5e", "#3f5b4b", "#f2e6d0", "#d98a3a", "#7a3e6d", "#b23a48",
            "#2f7d77", "#eceae4", "#44518f", "#ef7d57");
    private static final List<String> WEARS = List.of("crew", "turtle", "shirt", "vneck", "hood");

    private final Map<String, String> said = new HashMap<>();
    private final Random random;

    Look(String words, long seed) {
        this.random = new Random(seed);
        for (String word : words.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                said.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        if (words.isEmpty()) {
            invent();
        }
        said.putIfAbsent("wear", any(WEARS));
        said.putIfAbsent("bg", any(BACKGROUNDS));
    }

    private void invent() {
        if (random.nextInt(100) < 12) {
            said.put("mark", any(List.of("dune", "pine", "star", "waves", "tiles", "bird")));
            return;
        }
        int skin = 1 + random.nextInt(6);
        said.put("skin", Integer.toString(skin));
        String style = any(STYLES);
        String colour = any(skin < 4 ? LIGHT_HAIR : DARK_HAIR);
        said.put("hair", style + ":" + colour);
        said.put("top", any(TOPS));
        boolean shortHair = List.of("short", "fade", "bald", "curly").contains(style);
        if (shortHair && random.nextInt(100) < 50) {
            said.put("beard", any(List.of("stubble", "short", "full")) + ":" + colour);
        } else if (!shortHair && random.nextInt(100) < 35) {
            said.put("earrings", "gold");
        }
        if (random.nextInt(100) < 25) {
            said.put("glasses", any(List.of("round", "square")));
        }
        if (random.nextInt(100) < 14 && List.of("short", "fade", "long", "wavy", "bald").contains(style)) {
            said.put("hat", "beanie:" + any(TOPS));
        }
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The word before the colon, or an empty text. */
    String kind(String what) {
        String value = said.getOrDefault(what, "");
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    /** The colour after the colon, or the value itself. */
    Color colour(String what, String usual) {
        String value = said.getOrDefault(what, usual);
        int colon = value.indexOf(':');
        String rgb = colon < 0 ? value : value.substring(colon + 1);
        return Brush.hex(rgb.startsWith("#") ? rgb : usual);
    }

    /** The background's two colours. */
    Color[] background() {
        String[] both = said.getOrDefault("bg", "#8b97a8,#566173").split(",", -1);
        return new Color[]{Brush.hex(both[0]), Brush.hex(both[both.length - 1])};
    }
}
