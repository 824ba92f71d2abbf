package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Random;

import static app.ajar.sandbox.drawing.Brush.alpha;
import static app.ajar.sandbox.drawing.Brush.box;
import static app.ajar.sandbox.drawing.Brush.curve;
import static app.ajar.sandbox.drawing.Brush.darker;
import static app.ajar.sandbox.drawing.Brush.down;
import static app.ajar.sandbox.drawing.Brush.hex;
import static app.ajar.sandbox.drawing.Brush.lighter;
import static app.ajar.sandbox.drawing.Brush.mix;
import static app.ajar.sandbox.drawing.Brush.open;
import static app.ajar.sandbox.drawing.Brush.oval;
import static app.ajar.sandbox.drawing.Brush.poly;

/** Draws what is seen outdoors. All scenes are 1,000 units wide and as high as the picture asks. */
final class Landscapes {

    private Landscapes() {}

    static void mountains(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#2d3a6e"), hex("#f7b58a"));
        stars(b, random, 70, h * 0.3);
        b.glow(680, h * 0.46, 420, hex("#ffd9a0"), 0.75);
        b.disc(hex("#fff1d2"), 680, h * 0.46, 46);
        Color far = hex("#b5849b");
        Color near = hex("#231f3f");
        double[] crests = {0.6, 0.68, 0.77, 0.88};
        for (int i = 0; i < crests.length; i++) {
            Color tone = mix(far, near, i / 3.0);
            b.ridge(down(h * (crests[i] - 0.2), tone, h * Math.min(1, crests[i] + 0.14), mix(tone, far, 0.3)),
                    h * crests[i], h * (0.26 - i * 0.04), 4 + i, random);
        }
        firs(b, random, h * 0.99, h * 0.13, 17, hex("#14122b"));
    }

    static void fjord(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#f7a46f"), hex("#7d4bc9"));
        b.glow(500, h * 0.36, 520, hex("#ffe0a6"), 0.8);
        b.disc(hex("#fff3d6"), 500, h * 0.36, 60);
        b.ridge(down(h * 0.2, hex("#d8608c"), h * 0.5, hex("#f08a7d")), h * 0.46, h * 0.1, 5, random);
        b.fill(down(h * 0.46, hex("#f39a86"), h, hex("#4a3aa8")), box(0, h * 0.46, 1000, h, 0));
        b.fill(down(h * 0.1, hex("#a8408c"), h * 0.62, hex("#5c2f94")),
                curve(0, h * 0.14, 120, h * 0.16, 190, h * 0.34, 300, h * 0.44, 360, h * 0.5, 300, h * 0.54, 200,
                        h * 0.56,
                        140, h * 0.58, 60, h * 0.6, 0, h * 0.6));
        b.fill(down(h * 0.1, hex("#8d378f"), h * 0.62, hex("#47298a")),
                curve(1000, h * 0.08, 900, h * 0.12, 820, h * 0.3, 700, h * 0.42, 640, h * 0.48, 700, h * 0.54, 800,
                        h * 0.58, 880, h * 0.6, 950, h * 0.61, 1000, h * 0.62));
        ripples(b, random, h * 0.5, h * 0.98, hex("#ffe3bd"), 500, 60);
        b.fill(hex("#2a1d54"), curve(430, h * 0.74, 470, h * 0.78, 560, h * 0.78, 600, h * 0.74, 560, h * 0.75, 470,
                h * 0.75, 430, h * 0.74));
        b.line(hex("#2a1d54"), 6, open(512, h * 0.748, 512, h * 0.655));
        b.fill(hex("#fff3e2"), poly(522, h * 0.66, 522, h * 0.735, 584, h * 0.735));
    }

    static void lake(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#9fc3e6"), hex("#fbe3d0"));
        b.glow(240, h * 0.3, 360, hex("#fff4dd"), 0.8);
        long shape = random.nextLong();
        double shore = h * 0.56;
        b.ridge(down(h * 0.14, hex("#f4f7fb"), shore, hex("#7793b8")), shore, h * 0.36, 3, new Random(shape));
        b.ridge(down(h * 0.3, hex("#55749c"), shore, hex("#3e5c80")), shore, h * 0.2, 5, new Random(shape + 1));
        firs(b, random, shore + 6, h * 0.1, 26, hex("#24485a"));
        b.fill(down(shore, hex("#8fb2cf"), h, hex("#284a6b")), box(0, shore, 1000, h, 0));
        b.inside(box(0, shore, 1000, h, 0), () -> b.mirrored(shore, () -> {
            b.ridge(alpha(hex("#eef3fa"), 0.3), shore, h * 0.36, 3, new Random(shape));
            b.ridge(alpha(hex("#31506f"), 0.45), shore, h * 0.2, 5, new Random(shape + 1));
        }));
        ripples(b, random, shore + 20, h * 0.86, Color.WHITE, 400, 40);
        for (int i = 0; i < 16; i++) {
            double x = random.nextInt(1000);
            double r = 24 + random.nextInt(60);
            b.fill(mix(hex("#3b4450"), hex("#8a8f96"), random.nextDouble()),
                    oval(x, h - random.nextInt((int) (h * 0.07)), r, r * 0.5));
        }
    }

    static void beach(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#bcd9ea"), hex("#fdf0dc"));
        b.glow(760, h * 0.18, 380, hex("#fff6e0"), 0.9);
        clouds(b, random, h * 0.16, 5);
        b.fill(down(h * 0.42, hex("#6fa8bf"), h * 0.62, hex("#a9d3d3")), box(0, h * 0.42, 1000, h * 0.3, 0));
        for (int i = 0; i < 5; i++) {
            double y = h * (0.47 + i * 0.032);
            b.line(alpha(Color.WHITE, 0.35 + i * 0.1), 3 + i * 1.6,
                    curve(-20, y, 240, y - 14, 420, y + 16, 640, y + 2, 760,
                            y - 10, 900, y + 10, 1020, y));
        }
        b.fill(down(h * 0.6, hex("#e9cfa4"), h, hex("#d3a971")), curve(0, h * 0.63, 300, h * 0.59, 640, h * 0.68, 1000,
                h * 0.62, 1000, h, 1000, h, 1000, h, 700, h, 300, h, 0, h));
        for (int i = 0; i < 9; i++) {
            b.fill(alpha(hex("#b58752"), 0.45), oval(120 + i * 62, h * (0.9 - i * 0.014) + (i % 2) * 16, 13, 7));
        }
        dog(b, 690, h * 0.74);
        for (int i = 0; i < 26; i++) {
            double x = i * 14 - 20;
            b.line(mix(hex("#8a8a4a"), hex("#c5b56c"), random.nextDouble()), 5, curve(x, h, x + 6, h * 0.95, x + 20,
                    h * 0.9, x + 40 + random.nextInt(50), h * (0.83 + random.nextDouble() * 0.07)));
        }
    }

    private static void dog(Brush b, double x, double y) {
        Color coat = hex("#b5713c");
        Color deep = darker(coat, 0.3);
        b.shade(x, y + 112, 170, 20, 0.4);
        for (int leg = 0; leg < 4; leg++) {
            b.fill(leg % 2 == 0 ? deep : coat, box(x - 104 + leg * 54 + (leg > 1 ? 34 : 0), y + 20, 28, 92, 12));
        }
        b.fill(coat,
                curve(x - 120, y - 10, x - 90, y - 52, x + 60, y - 56, x + 110, y - 30, x + 134, y + 20, x + 90, y + 54,
                        x + 10, y + 50, x - 70, y + 56, x - 130, y + 40, x - 120, y - 10));
        b.line(coat, 22, curve(x - 112, y - 8, x - 150, y - 40, x - 150, y - 80, x - 176, y - 96));
        b.fill(coat,
                curve(x + 70, y - 20, x + 70, y - 110, x + 120, y - 128, x + 150, y - 116, x + 190, y - 104, x + 212,
                        y - 78, x + 214, y - 66, x + 190, y - 48, x + 150, y - 50, x + 138, y - 44, x + 124, y, x + 90,
                        y + 10,
                        x + 70, y - 20));
        b.fill(deep,
                curve(x + 96, y - 112, x + 70, y - 100, x + 66, y - 50, x + 90, y - 46, x + 108, y - 60, x + 118,
                        y - 92,
                        x + 96, y - 112));
        b.disc(hex("#2a1b14"), x + 214, y - 74, 11);
        b.disc(hex("#2a1b14"), x + 152, y - 92, 7);
        b.line(hex("#c8433a"), 14, curve(x + 72, y - 24, x + 90, y - 6, x + 116, y - 6, x + 134, y - 30));
    }

    static void camino(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#7fb7e6"), hex("#fdeccb"));
        clouds(b, random, h * 0.14, 6);
        b.ridge(down(h * 0.3, hex("#8fb3c9"), h * 0.55, hex("#b9d0c6")), h * 0.5, h * 0.12, 5, random);
        b.ridge(down(h * 0.42, hex("#6fa06a"), h * 0.7, hex("#98bf74")), h * 0.57, h * 0.07, 3, random);
        b.fill(down(h * 0.55, hex("#8fb764"), h, hex("#4f8446")), curve(0, h * 0.6, 300, h * 0.53, 700, h * 0.62, 1000,
                h * 0.56, 1000, h, 1000, h, 1000, h, 700, h, 300, h, 0, h));
        b.fill(down(h * 0.56, hex("#f1dcb2"), h, hex("#d6b27a")),
                curve(560, h * 0.575, 470, h * 0.68, 700, h * 0.76, 240,
                        h, 440, h, 600, h, 800, h, 880, h * 0.8, 560, h * 0.7, 580, h * 0.575));
        b.fill(hex("#9a9488"), box(116, h * 0.68, 92, h * 0.19, 12));
        b.fill(hex("#2a5fae"), box(128, h * 0.695, 68, 68, 6));
        for (int i = 0; i < 7; i++) {
            double turn = Math.toRadians(150 + i * 40);
            b.line(hex("#f7d24a"), 6, open(162, h * 0.695 + 46, 162 + 30 * Math.cos(turn) * 1.0,
                    h * 0.695 + 46 + 38 * Math.sin(turn)));
        }
        hiker(b, 566, h * 0.64);
    }

    private static void hiker(Brush b, double x, double y) {
        b.shade(x, y + 176, 90, 14, 0.45);
        b.line(hex("#2b3550"), 26, open(x - 12, y + 80, x - 26, y + 168));
        b.line(hex("#2b3550"), 26, open(x + 14, y + 80, x + 30, y + 166));
        b.fill(hex("#f2e6d0"), box(x - 42, y - 16, 84, 110, 30));
        b.fill(hex("#1f8c7c"), box(x - 54, y - 30, 84, 112, 26));
        b.fill(hex("#176c60"), box(x - 44, y + 26, 60, 46, 12));
        b.disc(hex("#c98c60"), x + 4, y - 54, 28);
        b.fill(hex("#3a2417"),
                curve(x - 26, y - 46, x - 30, y - 96, x + 40, y - 96, x + 32, y - 56, x + 10, y - 70, x - 10,
                        y - 66, x - 26, y - 46));
        b.line(hex("#6b4a2c"), 8, open(x + 64, y - 4, x + 78, y + 176));
        b.line(hex("#f2e6d0"), 22, curve(x + 34, y + 4, x + 56, y + 20, x + 60, y + 30, x + 66, y + 34));
    }

    static void cabin(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#101d45"), hex("#47688f"));
        stars(b, random, 120, h * 0.5);
        for (int i = 0; i < 3; i++) {
            double y = h * (0.14 + i * 0.07);
            b.line(alpha(hex("#67e0b0"), 0.14), 74 - i * 12,
                    curve(-60, y + 90, 300, y - 120, 600, y + 120, 1060, y - 60));
        }
        b.ridge(down(h * 0.4, hex("#8fa6c4"), h * 0.7, hex("#5b7699")), h * 0.64, h * 0.24, 4, random);
        firs(b, random, h * 0.72, h * 0.2, 15, hex("#14274a"));
        b.fill(down(h * 0.66, hex("#dfe9f5"), h, hex("#8fa9ca")), curve(0, h * 0.7, 300, h * 0.65, 700, h * 0.74, 1000,
                h * 0.68, 1000, h, 1000, h, 1000, h, 700, h, 300, h, 0, h));
        b.glow(520, h * 0.72, 330, hex("#ffc46b"), 0.55);
        b.fill(hex("#7c2f2b"), box(350, h * 0.6, 340, h * 0.17, 4));
        b.fill(hex("#eef3fa"), poly(310, h * 0.61, 520, h * 0.47, 730, h * 0.61));
        b.fill(hex("#ffd98a"), box(400, h * 0.645, 80, 80, 4));
        b.fill(hex("#ffd98a"), box(560, h * 0.645, 80, 80, 4));
        b.line(hex("#7c2f2b"), 7, open(440, h * 0.645, 440, h * 0.645 + 80));
        b.line(hex("#7c2f2b"), 7, open(600, h * 0.645, 600, h * 0.645 + 80));
    }

    static void tent(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#1b2a55"), hex("#e98f6a"));
        stars(b, random, 80, h * 0.34);
        b.ridge(down(h * 0.4, hex("#7a5c86"), h * 0.7, hex("#4c3f6b")), h * 0.62, h * 0.16, 5, random);
        b.fill(down(h * 0.62, hex("#3c4a3e"), h, hex("#1c2a26")), curve(0, h * 0.68, 300, h * 0.64, 700, h * 0.7, 1000,
                h * 0.66, 1000, h, 1000, h, 1000, h, 700, h, 300, h, 0, h));
        firs(b, random, h * 0.7, h * 0.22, 5, hex("#18222a"));
        b.glow(500, h * 0.74, 360, hex("#ffb45e"), 0.6);
        b.fill(down(h * 0.54, hex("#f7a64b"), h * 0.83, hex("#d9702f")),
                poly(250, h * 0.83, 500, h * 0.54, 750, h * 0.83));
        b.fill(hex("#ffe2a3"), poly(430, h * 0.83, 500, h * 0.6, 570, h * 0.83));
        b.line(lighter(hex("#d9702f"), 0.4), 6, open(500, h * 0.54, 500, h * 0.6));
    }

    private static void stars(Brush b, Random random, int count, double to) {
        for (int i = 0; i < count; i++) {
            b.disc(alpha(Color.WHITE, 0.25 + random.nextDouble() * 0.6), random.nextInt(1000), random.nextDouble() * to,
                    0.8 + random.nextDouble() * 1.8);
        }
    }

    private static void clouds(Brush b, Random random, double y, int count) {
        for (int i = 0; i < count; i++) {
            double x = random.nextInt(1000);
            double at = y + random.nextInt(160) - 60;
            for (int puff = 0; puff < 5; puff++) {
                b.fill(alpha(Color.WHITE, 0.4), oval(x + puff * 38 - 80, at + random.nextInt(20), 62, 24));
            }
        }
    }

    private static void ripples(Brush b, Random random, double from, double to, Color color, double around, int count) {
        for (int i = 0; i < count; i++) {
            double y = from + (to - from) * random.nextDouble();
            double near = (y - from) / (to - from);
            double x = around + random.nextGaussian() * (80 + near * 170);
            double half = 20 + near * 60 * random.nextDouble();
            b.line(alpha(color, 0.25 + 0.3 * random.nextDouble()), 2 + near * 4, open(x - half, y, x + half, y));
        }
    }

    private static void firs(Brush b, Random random, double foot, double tall, int count, Color color) {
        for (int i = 0; i < count; i++) {
            double x = 1000.0 * (i + random.nextDouble()) / count;
            double own = tall * (0.55 + 0.5 * random.nextDouble());
            Path2D.Double tree = new Path2D.Double();
            tree.moveTo(x, foot - own);
            for (int step = 1; step <= 4; step++) {
                double y = foot - own + own * step / 4;
                tree.lineTo(x + own * 0.09 * step, y);
                tree.lineTo(x + own * 0.05 * step, y);
            }
            for (int step = 4; step >= 1; step--) {
                double y = foot - own + own * step / 4;
                tree.lineTo(x - own * 0.05 * step, y);
                tree.lineTo(x - own * 0.09 * step, y);
            }
            tree.closePath();
            b.fill(mix(color, hex("#3a5a6a"), random.nextDouble() * 0.15), tree);
        }
    }
}
