package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.util.List;
import java.util.Random;

import static app.ajar.sandbox.drawing.Brush.alpha;
import static app.ajar.sandbox.drawing.Brush.arc;
import static app.ajar.sandbox.drawing.Brush.box;
import static app.ajar.sandbox.drawing.Brush.curve;
import static app.ajar.sandbox.drawing.Brush.darker;
import static app.ajar.sandbox.drawing.Brush.down;
import static app.ajar.sandbox.drawing.Brush.hex;
import static app.ajar.sandbox.drawing.Brush.lighter;
import static app.ajar.sandbox.drawing.Brush.open;
import static app.ajar.sandbox.drawing.Brush.oval;

/**
 * Draws what moves, and the stickers. A movement is told by how far it has come, from 0 to 1, and ends as it began; at 0
 * it is the still picture.
 */
final class Moving {

    private Moving() {}

    /** Away from its place and back, so many times, as far as 1 to either side. */
    private static double sway(double at, int times) {
        return Math.sin(2 * Math.PI * times * at);
    }

    static void surf(Brush b, Random random, double at) {
        double h = b.high();
        b.background(hex("#f6cfae"), hex("#d9e6ea"));
        b.glow(300, h * 0.2, 380, hex("#fff1d0"), 0.9);
        b.disc(hex("#fff8e8"), 300, h * 0.2, 44);
        b.fill(down(h * 0.34, hex("#4f93a8"), h, hex("#12475f")), box(0, h * 0.36, 1000, h, 0));
        for (int i = 0; i < 7; i++) {
            double y = h * (0.39 + i * 0.02) + 7 * sway(at, 1 + i % 3);
            b.line(alpha(hex("#cfe9ea"), 0.35), 4, curve(-20, y, 260, y + 12, 520, y - 12, 760, y + 8, 860, y + 12, 940,
                    y - 6, 1020, y));
        }
        b.moved(22 * sway(at, 1), 16 * sway(at, 2), () -> breaker(b, h, random, at));
        b.moved(46 * sway(at, 1), 20 * sway(at, 2), () -> b.turned(6 * sway(at, 3), 420, h * 0.66, () -> surfer(b, h)));
        for (int i = 0; i < 44; i++) {
            b.disc(alpha(Color.WHITE, 0.3), random.nextInt(1000) + 30 * sway(at, 1 + i % 2),
                    h * 0.92 + random.nextInt((int) (h * 0.1)), 10 + random.nextInt(34));
        }
    }

    private static void breaker(Brush b, double h, Random random, double at) {
        b.fill(down(h * 0.36, hex("#3aa5a8"), h * 0.84, hex("#0f5a74")),
                curve(-40, h * 0.75, 220, h * 0.42, 520, h * 0.34,
                        780, h * 0.44, 900, h * 0.5, 940, h * 0.62, 860, h * 0.66, 800, h * 0.58, 700, h * 0.56, 640,
                        h * 0.62,
                        560, h * 0.7, 700, h * 0.84, 1040, h * 0.86, 1040, h, 1040, h * 1.1, 1040, h * 1.1, 600,
                        h * 1.1,
                        200, h * 1.1, -40, h * 1.1));
        for (int i = 0; i < 60; i++) {
            double t = random.nextDouble();
            b.disc(alpha(Color.WHITE, 0.5 + random.nextDouble() * 0.5), 430 + t * 470 + random.nextInt(40),
                    h * (0.39 + t * t * 0.22) + random.nextInt(70) - 40 + 16 * sway(at + i * 0.13, 2)
                            - 16 * sway(i * 0.13, 2),
                    8 + random.nextInt(26));
        }
    }

    private static void surfer(Brush b, double h) {
        b.turned(-16, 420, h * 0.66, () -> {
            b.fill(hex("#fdf3df"), oval(420, h * 0.665, 190, 22));
            b.line(hex("#ef7d57"), 8, open(250, h * 0.664, 590, h * 0.664));
        });
        b.line(hex("#1d2a3c"), 40, curve(400, h * 0.645, 360, h * 0.6, 420, h * 0.58, 430, h * 0.53));
        b.line(hex("#1d2a3c"), 34, curve(440, h * 0.64, 500, h * 0.62, 460, h * 0.59, 432, h * 0.55));
        b.line(hex("#1d2a3c"), 24, curve(432, h * 0.52, 490, h * 0.52, 520, h * 0.54, 560, h * 0.52));
        b.disc(hex("#f2c6a6"), 436, h * 0.487, 30);
        b.fill(hex("#e3bd73"), curve(410, h * 0.48, 400, h * 0.455, 470, h * 0.45, 466, h * 0.49, 430, h * 0.47, 380,
                h * 0.5, 360, h * 0.53, 380, h * 0.5, 400, h * 0.49, 410, h * 0.48));
    }

    static void wave(Brush b, double at) {
        double h = b.high();
        b.diagonal(hex("#ffd0dc"), hex("#f08fb0"));
        Color skin = hex("#f2c6a6");
        b.turned(12 + 17 * sway(at, 1), 500, h * 0.95, () -> {
            double[] tall = {0.25, 0.3, 0.29, 0.22};
            for (int i = 0; i < 4; i++) {
                double left = 378 + i * 64;
                double high = h * tall[i];
                b.turned(-9 + i * 6, left + 27, h * 0.54, () -> b.fill(skin, box(left, h * 0.56 - high, 56, high, 28)));
            }
            b.turned(-46, 410, h * 0.66, () -> b.fill(skin, box(372, h * 0.42, 62, h * 0.26, 31)));
            b.fill(skin, box(376, h * 0.5, 252, h * 0.24, 84));
            b.fill(darker(skin, 0.08), box(440, h * 0.66, 128, h * 0.14, 30));
            b.fill(hex("#b23a48"), box(416, h * 0.76, 176, h * 0.4, 26));
        });
        for (int side = -1; side <= 1; side += 2) {
            double out = side * 14 * Math.abs(sway(at, 1));
            b.line(hex("#fff6f0"), 20, arc(500 + side * 250 + out, h * 0.34, 70, 110, side > 0 ? -50 : 130, 100));
            b.line(hex("#fff6f0"), 20, arc(500 + side * 310 + out, h * 0.34, 90, 150, side > 0 ? -46 : 134, 92));
        }
    }

    static void heart(Brush b) {
        double h = b.high();
        b.background(Color.WHITE, Color.WHITE);
        b.fill(down(h * 0.2, hex("#ff6b81"), h * 0.86, hex("#e0224a")),
                curve(500, h * 0.86, 120, h * 0.6, 80, h * 0.2, 300,
                        h * 0.17, 400, h * 0.16, 480, h * 0.24, 500, h * 0.32, 520, h * 0.24, 600, h * 0.16, 700,
                        h * 0.17, 920,
                        h * 0.2, 880, h * 0.6, 500, h * 0.86));
        b.fill(alpha(Color.WHITE, 0.35), oval(300, h * 0.32, 90, 60));
    }

    /** A dachshund in a jumper too small for anybody else. */
    static void dachshund(Brush b, double at) {
        double h = b.high();
        b.diagonal(hex("#d8efe0"), hex("#8fd3a8"));
        b.shade(500, h * 0.82, 400, 46, 0.35);
        Color fur = hex("#8a4f2a");
        b.turned(26 * sway(at, 3), 170, h * 0.56,
                () -> b.line(fur, 34, curve(176, h * 0.56, 120, h * 0.54, 96, h * 0.46,
                        70, h * 0.36)));
        for (int leg = 0; leg < 4; leg++) {
            double x = List.of(208, 290, 640, 720).get(leg);
            b.fill(leg % 2 == 0 ? darker(fur, 0.25) : fur, box(x, h * 0.66, 56, h * 0.16, 24));
        }
        b.fill(down(h * 0.48, lighter(fur, 0.1), h * 0.74, darker(fur, 0.2)), box(150, h * 0.48, 660, h * 0.24, 110));
        Color wool = hex("#2f6f9f");
        var jumper = box(300, h * 0.46, 390, h * 0.275, 60);
        b.fill(down(h * 0.46, lighter(wool, 0.15), h * 0.74, darker(wool, 0.15)), jumper);
        b.inside(jumper, () -> {
            for (int row = 0; row < 4; row++) {
                double y = h * (0.515 + row * 0.055);
                for (int i = 0; i < 14; i++) {
                    b.line(alpha(hex("#f4efe4"), row % 2 == 0 ? 0.95 : 0.4), 8,
                            open(302 + i * 29, y, 316 + i * 29, y + 16, 330 + i * 29, y));
                }
            }
        });
        b.fill(darker(wool, 0.25), box(286, h * 0.455, 34, h * 0.285, 16));
        b.fill(darker(wool, 0.25), box(672, h * 0.445, 40, h * 0.29, 18));
        b.turned(5 * sway(at, 1) - 3, 740, h * 0.52, () -> head(b, h, fur, at));
    }

    private static void head(Brush b, double h, Color fur, double at) {
        b.fill(fur, curve(690, h * 0.66, 690, h * 0.46, 700, h * 0.34, 780, h * 0.32, 850, h * 0.32, 866, h * 0.4, 940,
                h * 0.42, 986, h * 0.44, 980, h * 0.5, 930, h * 0.51, 840, h * 0.52, 830, h * 0.54, 800, h * 0.66));
        b.fill(lighter(fur, 0.3), curve(870, h * 0.47, 910, h * 0.46, 960, h * 0.46, 962, h * 0.48, 950, h * 0.51, 900,
                h * 0.512, 860, h * 0.51));
        b.disc(hex("#241610"), 958, h * 0.437, 26);
        b.disc(hex("#241610"), 830, h * 0.39, 17);
        b.disc(Color.WHITE, 836, h * 0.384, 6);
        b.turned(12 * sway(at, 2), 760, h * 0.36, () -> b.fill(darker(fur, 0.3), curve(740, h * 0.35, 700, h * 0.4, 680,
                h * 0.5, 710, h * 0.57, 740, h * 0.6, 786, h * 0.54, 800, h * 0.36)));
    }
}
