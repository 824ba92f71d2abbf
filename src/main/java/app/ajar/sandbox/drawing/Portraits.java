package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

import static app.ajar.sandbox.drawing.Brush.alpha;
import static app.ajar.sandbox.drawing.Brush.arc;
import static app.ajar.sandbox.drawing.Brush.box;
import static app.ajar.sandbox.drawing.Brush.curve;
import static app.ajar.sandbox.drawing.Brush.darker;
import static app.ajar.sandbox.drawing.Brush.hex;
import static app.ajar.sandbox.drawing.Brush.lighter;
import static app.ajar.sandbox.drawing.Brush.oval;
import static app.ajar.sandbox.drawing.Brush.poly;

/** Draws a flat portrait, or a mark for accounts that look like a business. */
public final class Portraits {

    private static final double UNITS = 320;
    private static final List<String> SKINS = List.of("#fbdcc8", "#f2c6a6", "#e5ae86", "#c98c60", "#9d633d", "#6b4025");

    private final Brush b;
    private final Look look;
    private final Color skin;
    private final Color hair;
    private final Color top;
    private final String style;

    private Portraits(Brush brush, Look look) {
        this.b = brush;
        this.look = look;
        String tone = look.kind("skin");
        this.skin = hex(SKINS.get(tone.matches("[1-6]") ? Integer.parseInt(tone) - 1 : 2));
        this.hair = look.colour("hair", "#3a2417");
        this.top = look.colour("top", "#233a5e");
        this.style = look.kind("hair");
    }

    /** Draws a square picture; the same words and seed give the same picture. */
    public static BufferedImage draw(String words, long seed, int size) {
        Look look = new Look(words, seed);
        try (Brush brush = new Brush(size, size, UNITS)) {
            Color[] ground = look.background();
            brush.diagonal(ground[0], ground[1]);
            if (look.kind("mark").isEmpty()) {
                brush.zoomed(1.14, 160, 132, new Portraits(brush, look)::person);
            } else {
                Marks.draw(brush, look.kind("mark"));
            }
            return brush.image();
        }
    }

    private void person() {
        b.glow(120, 96, 170, Color.WHITE, 0.28);
        hairBehind();
        body();
        head();
        face();
        beard();
        hairInFront();
        hat();
        glasses();
        if (!look.kind("earrings").isEmpty()) {
            b.disc(hex("#f0c75e"), 100, 178, 6.5);
            b.disc(hex("#f0c75e"), 220, 178, 6.5);
        }
    }

    private static Path2D.Double headShape() {
        return curve(102, 134, 102, 60, 218, 60, 218, 134, 218, 186, 196, 222, 160, 222, 124, 222, 102, 186, 102, 134);
    }

    private void body() {
        Color neck = darker(skin, 0.14);
        Path2D.Double shoulders = curve(22, 330, 28, 274, 76, 262, 122, 250, 140, 244, 180, 244, 198, 250, 244, 262,
                292,
                274, 298, 330);
        b.fill(Brush.down(245, lighter(top, 0.06), 320, darker(top, 0.22)), shoulders);
        Path2D.Double throat = curve(132, 200, 134, 240, 130, 250, 118, 254, 140, 290, 180, 290, 202, 254, 190, 250,
                186,
                240, 188, 200);
        switch (look.kind("wear")) {
            case "turtle" -> {
                b.fill(neck, throat);
                b.fill(lighter(top, 0.1), curve(122, 226, 140, 240, 180, 240, 198, 226, 206, 246, 206, 262, 200, 270,
                        176, 284, 144, 284, 120, 270, 114, 262, 114, 246, 122, 226));
                b.line(alpha(darker(top, 0.5), 0.35), 2.5, arc(160, 236, 42, 18, 195, 150));
            }
            case "shirt" -> {
                b.fill(neck, throat);
                b.fill(lighter(top, 0.22), poly(118, 246, 160, 290, 132, 312, 104, 258));
                b.fill(lighter(top, 0.22), poly(202, 246, 160, 290, 188, 312, 216, 258));
                b.line(alpha(darker(top, 0.6), 0.4), 3, poly(160, 290, 160, 330));
            }
            case "vneck" -> {
                b.fill(neck, throat);
                b.fill(neck, poly(122, 250, 198, 250, 160, 306));
                b.line(lighter(top, 0.25), 7, Brush.open(118, 250, 160, 308, 202, 250));
            }
            case "hood" -> {
                b.fill(darker(top, 0.25), curve(96, 268, 90, 214, 230, 214, 224, 268, 206, 300, 114, 300, 96, 268));
                b.fill(neck, throat);
                b.line(lighter(top, 0.7), 4, Brush.open(140, 276, 138, 312));
                b.line(lighter(top, 0.7), 4, Brush.open(180, 276, 182, 308));
            }
            default -> {
                b.fill(neck, throat);
                b.line(lighter(top, 0.18), 10, arc(160, 250, 44, 30, 190, 160));
            }
        }
        b.inside(throat, () -> b.fill(alpha(darker(skin, 0.5), 0.35), oval(160, 206, 48, 30)));
    }

    private void head() {
        b.fill(darker(skin, 0.1), oval(102, 150, 13, 18));
        b.fill(darker(skin, 0.1), oval(218, 150, 13, 18));
        b.fill(skin, headShape());
        b.inside(headShape(), () -> b.fill(alpha(darker(skin, 0.4), 0.16), oval(226, 160, 44, 90)));
    }

    private void face() {
        Color dark = hex("#241a1c");
        Color brow = style.equals("bald") ? look.colour("beard", "#5a463a") : darker(hair, 0.25);
        b.fill(alpha(hex("#e8536a"), 0.2), oval(124, 176, 15, 10));
        b.fill(alpha(hex("#e8536a"), 0.2), oval(196, 176, 15, 10));
        b.fill(dark, oval(136, 150, 6.6, 8));
        b.fill(dark, oval(184, 150, 6.6, 8));
        b.disc(alpha(Color.WHITE, 0.9), 138.5, 147, 2.2);
        b.disc(alpha(Color.WHITE, 0.9), 186.5, 147, 2.2);
        b.line(brow, 5, arc(136, 138, 13, 9, 35, 115));
        b.line(brow, 5, arc(184, 138, 13, 9, 30, 115));
        b.line(darker(skin, 0.3), 3.6, curve(160, 156, 164, 166, 166, 172, 158, 174));
        b.fill(hex("#fffaf5"), curve(141, 189, 150, 195, 170, 195, 179, 189, 174, 206, 146, 206, 141, 189));
        b.line(darker(skin, 0.45), 3.2, curve(139, 188, 150, 196, 170, 196, 181, 188));
    }

    private void beard() {
        String kind = look.kind("beard");
        if (kind.isEmpty()) {
            return;
        }
        Color colour = look.colour("beard", "#3a2417");
        Area shape = new Area(headShape());
        Shape bare = kind.equals("full")
                ? curve(90, 30, 90, 30, 230, 30, 230, 30, 220, 164, 200, 176, 188, 178, 172, 172, 148, 172, 132,
                        178, 120, 176, 100, 164, 90, 30)
                : curve(90, 30, 90, 30, 230, 30, 230, 30, 222, 176, 208, 178, 200, 188, 184, 174, 136, 174, 120,
                        188, 112, 178, 98, 176, 90, 30);
        shape.subtract(new Area(bare));
        Color shown = kind.equals("stubble") ? alpha(colour, 0.38) : colour;
        if (kind.equals("full")) {
            shape.add(new Area(curve(108, 178, 108, 244, 212, 244, 212, 178, 190, 214, 130, 214, 108, 178)));
            shape.subtract(new Area(curve(120, 176, 132, 178, 188, 178, 200, 176, 198, 178, 122, 178, 120, 176)));
        }
        b.fill(shown, shape);
        Color lip = kind.equals("stubble") ? hex("#fffaf5") : hex("#f6e9e0");
        b.fill(lip, curve(143, 190, 150, 195, 170, 195, 177, 190, 172, 205, 148, 205, 143, 190));
    }

    private void glasses() {
        Color frame = hex("#2b2430");
        switch (look.kind("glasses")) {
            case "round" -> {
                b.fill(alpha(Color.WHITE, 0.16), oval(136, 151, 20, 20));
                b.fill(alpha(Color.WHITE, 0.16), oval(184, 151, 20, 20));
                b.line(frame, 4.5, oval(136, 151, 20, 20));
                b.line(frame, 4.5, oval(184, 151, 20, 20));
                b.line(frame, 4.5, arc(160, 150, 6, 4, 20, 140));
            }
            case "square" -> {
                b.fill(alpha(Color.WHITE, 0.16), box(114, 136, 42, 30, 8));
                b.fill(alpha(Color.WHITE, 0.16), box(164, 136, 42, 30, 8));
                b.line(frame, 5, box(114, 136, 42, 30, 8));
                b.line(frame, 5, box(164, 136, 42, 30, 8));
                b.line(frame, 5, Brush.open(156, 147, 164, 147));
            }
            default -> {
                // No glasses.
            }
        }
    }

    private void hat() {
        Color colour = look.colour("hat", "#a12f3f");
        switch (look.kind("hat")) {
            case "beret" -> {
                b.fill(colour, curve(82, 104, 70, 40, 200, 20, 238, 62, 250, 84, 230, 104, 214, 104, 170, 92, 120, 94,
                        82, 104));
                b.line(darker(colour, 0.25), 5, Brush.open(160, 36, 168, 24));
            }
            case "beanie" -> {
                b.fill(colour, curve(98, 112, 96, 34, 224, 34, 222, 112, 180, 100, 140, 100, 98, 112));
                b.fill(lighter(colour, 0.14), curve(92, 118, 94, 92, 98, 92, 104, 90, 140, 80, 180, 80, 216, 90, 222,
                        92, 226, 92, 228, 118, 190, 104, 130, 104, 92, 118));
                b.disc(lighter(colour, 0.3), 160, 46, 15);
            }
            default -> {
                // Bare-headed.
            }
        }
    }

    private void hairBehind() {
        Color back = darker(hair, 0.16);
        switch (style) {
            case "long" ->
                b.fill(back, curve(160, 52, 70, 52, 76, 130, 78, 200, 80, 260, 66, 290, 84, 300, 130, 310, 190,
                        310, 236, 300, 254, 290, 240, 260, 242, 200, 244, 130, 250, 52, 160, 52));
            case "wavy" -> {
                for (int i = 0; i < 6; i++) {
                    b.fill(back, oval(92 - (i % 2) * 8, 120 + i * 28, 30, 26));
                    b.fill(back, oval(228 + (i % 2) * 8, 120 + i * 28, 30, 26));
                }
                b.fill(back, box(84, 70, 152, 180, 60));
            }
            case "bob" -> b.fill(back,
                    curve(160, 54, 60, 54, 72, 150, 76, 214, 104, 236, 216, 236, 244, 214, 248, 150, 260, 54, 160, 54));
            case "bun" -> {
                b.disc(back, 160, 46, 34);
                b.fill(back, box(96, 70, 128, 110, 56));
            }
            case "ponytail" -> {
                b.fill(back, curve(206, 74, 282, 70, 268, 180, 276, 250, 240, 250, 226, 190, 216, 130));
                b.fill(back, box(96, 66, 128, 110, 56));
            }
            case "afro" -> {
                for (int i = 0; i < 16; i++) {
                    double turn = Math.PI * (0.93 + 1.14 * i / 15);
                    b.disc(back, 160 + 74 * Math.cos(turn), 128 + 78 * Math.sin(turn), 30);
                }
                b.disc(back, 160, 118, 84);
            }
            case "braids" -> {
                for (int side = -1; side <= 1; side += 2) {
                    for (int strand = 0; strand < 3; strand++) {
                        for (int i = 0; i < 9; i++) {
                            b.fill(i % 2 == 0 ? back : hair, oval(160 + side * (56 + strand * 15), 130 + i * 18.0, 10,
                                    13));
                        }
                    }
                }
                b.fill(back, box(88, 64, 144, 110, 60));
            }
            default -> {
                // Nothing behind the head.
            }
        }
    }

    private void hairInFront() {
        Shape cap = switch (style) {
            case "short" -> curve(97, 140, 84, 46, 236, 34, 223, 140, 218, 122, 214, 112, 206, 102, 186, 112, 140, 110,
                    122, 96, 110, 108, 104, 122, 97, 140);
            case "fade" ->
                curve(101, 122, 98, 52, 222, 52, 219, 122, 214, 108, 208, 100, 200, 96, 176, 90, 144, 90, 120,
                        96, 112, 100, 106, 108, 101, 122);
            case "bob" -> curve(94, 168, 78, 50, 242, 50, 226, 168, 220, 150, 216, 140, 214, 126, 180, 130, 140, 130,
                    106, 126, 104, 140, 100, 150, 94, 168);
            case "long", "braids" -> curve(94, 176, 80, 48, 240, 48, 226, 176, 220, 120, 196, 98, 160, 84, 124, 98, 100,
                    120, 94, 176);
            case "wavy" ->
                curve(92, 172, 74, 44, 246, 40, 228, 172, 222, 134, 206, 110, 186, 92, 160, 112, 118, 112, 104,
                        132, 98, 146, 94, 158, 92, 172);
            case "bun", "ponytail" ->
                curve(98, 142, 88, 48, 232, 48, 222, 142, 214, 108, 190, 94, 160, 94, 130, 94, 106,
                        108, 98, 142);
            case "afro" ->
                curve(102, 140, 92, 54, 228, 54, 218, 140, 212, 108, 190, 96, 160, 96, 130, 96, 108, 108, 102,
                        140);
            default -> new Area();
        };
        b.fill(hair, cap);
        b.inside(cap, () -> b.fill(alpha(lighter(hair, 0.5), 0.2), oval(136, 76, 46, 22)));
        switch (style) {
            case "curly" -> {
                for (int i = 0; i < 13; i++) {
                    double turn = Math.PI * (0.98 + 1.04 * i / 12);
                    b.disc(i % 2 == 0 ? hair : lighter(hair, 0.06), 160 + 60 * Math.cos(turn),
                            122 + 56 * Math.sin(turn), 22);
                }
                for (int i = 0; i < 6; i++) {
                    b.disc(i % 2 == 0 ? lighter(hair, 0.06) : hair, 118 + i * 17.0, 92 - (i % 2) * 10, 19);
                }
            }
            case "braids" -> b.line(alpha(darker(hair, 0.6), 0.5), 3, Brush.open(160, 60, 160, 86));
            case "bun" -> b.line(alpha(lighter(hair, 0.4), 0.35), 3, arc(160, 48, 22, 18, 30, 120));
            case "bald" -> b.fill(alpha(Color.WHITE, 0.25), oval(138, 96, 20, 10));
            default -> {
                // The cap is all there is.
            }
        }
    }
}
