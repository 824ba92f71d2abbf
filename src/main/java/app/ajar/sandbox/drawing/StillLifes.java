package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
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
import static app.ajar.sandbox.drawing.Brush.mix;
import static app.ajar.sandbox.drawing.Brush.open;
import static app.ajar.sandbox.drawing.Brush.oval;
import static app.ajar.sandbox.drawing.Brush.poly;

/** Draws things on tables and shelves, seen close. */
final class StillLifes {

    private StillLifes() {}

    static void jumper(Brush b, Random random) {
        double h = b.high();
        wood(b, random, hex("#caa27c"));
        double y = h * 0.5;
        b.shade(500, y + 230, 440, 120, 0.55);
        Color wool = hex("#2f6f9f");
        Shape folded = box(170, y - 250, 660, 480, 60);
        b.fill(down(y - 250, lighter(wool, 0.12), y + 230, darker(wool, 0.12)), folded);
        b.inside(folded, () -> {
            for (int row = 0; row < 24; row++) {
                for (int i = 0; i < 34; i++) {
                    double x = 170 + i * 20;
                    double at = y - 246 + row * 20;
                    boolean light = (row >= 9 && row <= 14)
                            && ((i + row) % 4 == 0 || ((row == 9 || row == 14) && i % 2 == 0));
                    b.line(light ? hex("#f4efe4") : alpha(lighter(wool, 0.35), 0.35), 5,
                            open(x + 3, at, x + 10, at + 11,
                                    x + 17, at));
                }
            }
            b.fill(alpha(darker(wool, 0.5), 0.28), box(170, y + 130, 660, 16, 8));
        });
        b.fill(darker(wool, 0.25), curve(340, y - 250, 380, y - 130, 620, y - 130, 660, y - 250));
        b.fill(hex("#163a58"), curve(372, y - 250, 410, y - 168, 590, y - 168, 628, y - 250));
        b.line(lighter(wool, 0.2), 16, curve(350, y - 246, 390, y - 136, 610, y - 136, 650, y - 246));
        b.fill(hex("#fdf8ef"), box(462, y - 214, 76, 34, 4));
        b.fill(hex("#17324a"), poly(482, y - 188, 494, y - 206, 502, y - 196, 508, y - 202, 518, y - 188));
        b.turned(-12, 780, h * 0.83, () -> {
            b.fill(hex("#f6efe2"), box(690, h * 0.8, 190, 110, 8));
            b.line(hex("#9a8f80"), 5, open(716, h * 0.8 + 36, 840, h * 0.8 + 36));
            b.line(hex("#9a8f80"), 5, open(716, h * 0.8 + 64, 800, h * 0.8 + 64));
        });
        sprig(b, 150, h * 0.18, hex("#5d7f5e"));
    }

    static void mugs(Brush b) {
        double h = b.high();
        b.fill(down(0, hex("#f3ead9"), h * 0.62, hex("#e5d3b8")), box(0, 0, 1000, h, 0));
        b.fill(alpha(Color.WHITE, 0.5), poly(560, 0, 940, 0, 760, h * 0.62, 380, h * 0.62));
        b.fill(down(h * 0.62, hex("#a9764f"), h, hex("#7b5136")), box(0, h * 0.62, 1000, h, 0));
        mug(b, 300, h * 0.52, hex("#d9653b"), false);
        mug(b, 660, h * 0.56, hex("#3d7b84"), true);
    }

    private static void mug(Brush b, double x, double y, Color glaze, boolean chipped) {
        b.shade(x, y + 232, 230, 44, 0.6);
        b.line(darker(glaze, 0.12), 40, arc(x + 160, y + 60, 86, 92, -80, 160));
        Shape body = curve(x - 160, y - 130, x - 160, y + 90, x - 150, y + 200, x - 110, y + 222, x - 50, y + 240,
                x + 50,
                y + 240, x + 110, y + 222, x + 150, y + 200, x + 160, y + 90, x + 160, y - 130);
        b.fill(new GradientPaint((float) x - 160, 0, lighter(glaze, 0.22), (float) x + 160, 0,
                darker(glaze, 0.22)), body);
        b.inside(body, () -> {
            b.fill(hex("#efe4d1"), curve(x - 170, y + 120, x - 60, y + 90, x + 60, y + 150, x + 170, y + 112, x + 170,
                    y + 260, x, y + 260, x - 170, y + 260));
            b.fill(alpha(darker(glaze, 0.4), 0.15), box(x + 70, y - 140, 120, 400, 0));
        });
        b.fill(lighter(glaze, 0.32), oval(x, y - 130, 160, 42));
        b.fill(hex("#4b2c1b"), oval(x, y - 122, 140, 31));
        b.fill(alpha(hex("#8a5a36"), 0.8), oval(x - 24, y - 124, 70, 14));
        if (chipped) {
            b.fill(hex("#f6efe2"), poly(x - 138, y - 112, x - 84, y - 94, x - 66, y - 40, x - 96, y - 58, x - 112,
                    y - 44, x - 130, y - 74));
        } else {
            b.line(alpha(Color.WHITE, 0.35), 16,
                    curve(x - 30, y - 190, x - 80, y - 250, x + 30, y - 280, x - 20, y - 350));
            b.line(alpha(Color.WHITE, 0.28), 14,
                    curve(x + 40, y - 190, x - 6, y - 240, x + 90, y - 290, x + 46, y - 340));
        }
    }

    static void shelf(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#dfe8e2"), hex("#bfcfc6"));
        b.fill(alpha(Color.WHITE, 0.45), poly(0, 0, 320, 0, 760, h, 300, h));
        for (int board = 0; board < 3; board++) {
            double y = h * (0.3 + board * 0.3);
            b.fill(alpha(hex("#33493f"), 0.22), box(60, y + 24, 880, 40, 4));
            b.fill(down(y, hex("#c08a58"), y + 30, hex("#8d5f39")), box(50, y, 900, 30, 4));
        }
        smallMug(b, 250, h * 0.6, hex("#d9653b"));
        smallMug(b, 470, h * 0.6, hex("#3d7b84"));
        double x = 650;
        for (int i = 0; i < 7; i++) {
            Color spine = Brush.hex(List.of("#8a3b4c", "#d8a24a", "#3a5a7a", "#e8dcc4", "#557a5a", "#24304a",
                    "#c9694a").get(i));
            double tall = h * (0.15 + random.nextDouble() * 0.06);
            double wide = 26 + random.nextInt(16);
            b.fill(spine, box(x, h * 0.6 - tall, wide, tall, 3));
            b.fill(alpha(Color.WHITE, 0.5), box(x + 6, h * 0.6 - tall + 24, wide - 12, 8, 2));
            x += wide + 3;
        }
        plant(b, 200, h * 0.3, random);
        b.fill(hex("#f4ead8"), box(520, h * 0.1, 250, h * 0.2, 4));
        b.fill(down(h * 0.12, hex("#f2b48c"), h * 0.28, hex("#6a5a9a")), box(548, h * 0.12, 194, h * 0.16, 2));
        b.fill(hex("#3b3566"), poly(548, h * 0.28, 620, h * 0.19, 666, h * 0.24, 700, h * 0.21, 742, h * 0.28));
        b.fill(down(h * 0.7, hex("#f3efe6"), h * 0.9, hex("#cfc6b4")), box(150, h * 0.72, 250, h * 0.18, 18));
        b.line(hex("#a39a86"), 8, arc(275, h * 0.72, 60, 50, 0, 180));
        for (int i = 0; i < 4; i++) {
            b.fill(mix(hex("#d8a24a"), hex("#2f6f9f"), i / 3.0), box(500, h * 0.9 - 46 * (i + 1), 330, 42, 20));
        }
    }

    private static void smallMug(Brush b, double x, double foot, Color glaze) {
        b.line(darker(glaze, 0.12), 20, arc(x + 74, foot - 76, 40, 42, -80, 160));
        b.fill(new GradientPaint((float) x - 76, 0, lighter(glaze, 0.2), (float) x + 76, 0, darker(glaze, 0.2)),
                box(x - 76, foot - 160, 152, 160, 24));
        b.fill(lighter(glaze, 0.3), oval(x, foot - 156, 76, 18));
        b.fill(darker(glaze, 0.45), oval(x, foot - 154, 62, 12));
        b.fill(hex("#efe4d1"), box(x - 76, foot - 52, 152, 34, 0));
    }

    static void boots(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#6f8f6a"), hex("#3f5f45"));
        for (int i = 0; i < 170; i++) {
            double x = random.nextInt(1000);
            double y = random.nextDouble() * h;
            b.turned(random.nextInt(360), x, y, () -> b.fill(
                    alpha(mix(hex("#d9812f"), hex("#8fae6a"), random.nextDouble()), 0.75), oval(x, y, 26, 11)));
        }
        for (int side = 0; side < 2; side++) {
            double x = 330 + side * 350;
            double y = h * 0.5 + side * 36;
            boot(b, x, y);
        }
    }

    private static void boot(Brush b, double x, double y) {
        Color leather = hex("#8a5230");
        b.shade(x + 10, y + 330, 200, 60, 0.65);
        b.fill(hex("#2d211b"), box(x - 152, y + 60, 304, 286, 140));
        b.fill(down(y + 60, leather, y + 330, darker(leather, 0.12)), box(x - 136, y + 50, 272, 280, 128));
        b.fill(down(y - 320, lighter(leather, 0.14), y + 160, leather), box(x - 112, y - 320, 224, 500, 46));
        b.line(alpha(hex("#e9c9a0"), 0.55), 5, arc(x, y + 250, 108, 60, 20, 140));
        b.fill(hex("#d9c19c"), box(x - 122, y - 346, 244, 64, 32));
        b.fill(darker(leather, 0.34), box(x - 46, y - 290, 92, 400, 44));
        for (int i = 0; i < 6; i++) {
            double at = y - 246 + i * 58;
            b.line(hex("#e9dcc3"), 12, open(x - 58, at, x + 58, at + 40));
            b.line(hex("#c23f35"), 9, open(x + 58, at, x - 58, at + 40));
            b.disc(hex("#e0c37a"), x - 62, at, 9);
            b.disc(hex("#e0c37a"), x + 62, at, 9);
        }
        b.line(hex("#c23f35"), 9, curve(x, y - 256, x - 120, y - 330, x - 90, y - 200, x - 8, y - 250));
        b.line(hex("#c23f35"), 9, curve(x, y - 256, x + 120, y - 330, x + 90, y - 200, x + 8, y - 250));
    }

    static void seam(Brush b, Random random) {
        double h = b.high();
        Color cloth = hex("#4d6b57");
        b.diagonal(lighter(cloth, 0.12), darker(cloth, 0.2));
        for (int i = 0; i < 130; i++) {
            double x = i * 16 - 500;
            b.line(alpha(i % 2 == 0 ? Color.WHITE : Color.BLACK, 0.06), 7, open(x, 0, x + h * 0.4, h));
        }
        b.fill(hex("#18211b"),
                curve(500, h * 0.34, 452, h * 0.44, 450, h * 0.56, 500, h * 0.66, 540, h * 0.56, 542, h * 0.44,
                        500, h * 0.34));
        b.fill(hex("#cdbf9d"),
                curve(508, h * 0.39, 480, h * 0.46, 480, h * 0.54, 506, h * 0.61, 528, h * 0.54, 530, h * 0.46,
                        508, h * 0.39));
        for (int i = 0; i < 30; i++) {
            double y = h * i / 30;
            if (y < h * 0.33 || y > h * 0.66) {
                b.line(hex("#efe6cf"), 8, open(500, y, 500, y + h / 52));
            }
        }
        for (int i = 0; i < 3; i++) {
            double y = h * (0.42 + i * 0.07);
            b.line(hex("#efe6cf"), 5, curve(470, y, 420 - random.nextInt(30), y - 30, 400, y + 40, 372, y + 14));
        }
        b.line(hex("#efe6cf"), 5, curve(500, h * 0.655, 560, h * 0.68, 600, h * 0.62, 640, h * 0.7));
        b.line(alpha(Color.BLACK, 0.3), 10, open(474, 0, 474, h * 0.33));
        b.line(alpha(Color.BLACK, 0.3), 10, open(474, h * 0.66, 474, h));
        Color skin = hex("#f2c6a6");
        b.turned(24, 840, h * 0.86, () -> {
            b.fill(down(h * 0.62, skin, h, darker(skin, 0.2)), box(760, h * 0.6, 130, h * 0.6, 64));
            b.fill(hex("#f7d9c8"), box(784, h * 0.61, 82, 92, 38));
        });
    }

    static void scarf(Brush b, Random random) {
        double h = b.high();
        List<Color> threads = List.of(hex("#c8553d"), hex("#f2b134"), hex("#1d3f5e"), hex("#f4ead8"),
                hex("#2f7d77"));
        b.background(hex("#e8d9c0"), hex("#cbb18c"));
        for (int fold = 0; fold < 3; fold++) {
            double left = 90 + fold * 280;
            Shape piece = box(left, -40, 250, h + 80, 30);
            int turn = fold;
            b.shade(left + 250, h / 2, 60, h * 0.6, 0.5);
            b.inside(piece, () -> {
                int rows = (int) (h / 44) + 2;
                for (int row = 0; row < rows; row++) {
                    double y = row * 44.0 + turn * 18;
                    Color thread = threads.get((row + turn * 2) % threads.size());
                    b.fill(thread, box(left, y, 250, 44, 0));
                    Color other = threads.get((row + turn * 2 + 2) % threads.size());
                    for (int i = 0; i < 7; i++) {
                        double x = left + i * 38.0;
                        if (row % 3 == 0) {
                            b.fill(other, poly(x, y + 40, x + 19, y + 6, x + 38, y + 40));
                        } else if (row % 3 == 1) {
                            b.fill(other, poly(x + 6, y + 22, x + 19, y + 8, x + 32, y + 22, x + 19, y + 36));
                        } else {
                            b.fill(other, box(x + 4, y + 18, 30, 8, 4));
                        }
                    }
                }
                for (int i = 0; i < 60; i++) {
                    double y = random.nextDouble() * h;
                    b.line(alpha(Color.WHITE, 0.14), 2, open(left, y, left + 250, y));
                }
                b.fill(new GradientPaint((float) left, 0, alpha(Color.BLACK, 0.3), (float) left + 120, 0,
                        alpha(Color.BLACK, 0)), box(left, -40, 120, h + 80, 0));
            });
        }
    }

    /** Boards from edge to edge. */
    static void wood(Brush b, Random random, Color tone) {
        double h = b.high();
        for (int i = 0; i < 6; i++) {
            double x = i * 170;
            b.fill(mix(tone, i % 2 == 0 ? hex("#e6c9a4") : hex("#a87d58"), 0.25), box(x, 0, 170, h, 0));
            for (int grain = 0; grain < 7; grain++) {
                double at = x + 12 + random.nextInt(146);
                b.line(alpha(hex("#6b4a30"), 0.14), 3, curve(at, 0, at + 14, h * 0.3, at - 14, h * 0.6, at + 6, h));
            }
            b.line(alpha(hex("#4a321f"), 0.5), 4, open(x, 0, x, h));
        }
    }

    private static void sprig(Brush b, double x, double y, Color leaf) {
        b.line(darker(leaf, 0.2), 6, curve(x - 60, y - 120, x - 10, y, x + 40, y + 80, x + 60, y + 190));
        for (int i = 0; i < 7; i++) {
            double t = i / 6.0;
            double lx = x - 50 + 110 * t;
            double ly = y - 100 + 260 * t;
            b.turned(i % 2 == 0 ? -35 : 40, lx, ly,
                    () -> b.fill(leaf, oval(lx + (t > 0 ? 34 : 30), ly, 40, 13)));
        }
    }

    private static void plant(Brush b, double x, double foot, Random random) {
        b.fill(hex("#c9704a"), poly(x - 60, foot - 96, x + 60, foot - 96, x + 46, foot, x - 46, foot));
        for (int i = 0; i < 13; i++) {
            double lean = -110 + i * 18 + random.nextInt(10);
            b.line(mix(hex("#3f7a4d"), hex("#8fbf6a"), random.nextDouble()), 15, curve(x, foot - 90, x + lean * 0.2,
                    foot - 160, x + lean * 0.6, foot - 200, x + lean, foot - 190 + Math.abs(lean) * 0.6));
        }
    }
}
