package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;
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

/** Draws doorsteps, markets, and tables with work on them. */
final class Places {

    private Places() {}

    static void parcel(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#d9cbb6"), hex("#bfae96"));
        for (int row = 0; row < 30; row++) {
            for (int i = -1; i < 9; i++) {
                double x = i * 130 + (row % 2) * 65;
                b.fill(mix(hex("#b9654a"), hex("#d08a68"), random.nextDouble()), box(x, row * 46, 122, 38, 3));
            }
        }
        b.fill(hex("#f1e9db"), box(210, h * 0.06, 580, h * 0.8, 6));
        Color door = hex("#1f5c6b");
        b.fill(down(h * 0.08, lighter(door, 0.08), h * 0.84, darker(door, 0.15)), box(246, h * 0.09, 508, h * 0.77, 4));
        for (int i = 0; i < 4; i++) {
            double x = 290 + (i % 2) * 230;
            double y = h * (0.13 + (i > 1 ? 0.33 : 0));
            b.fill(darker(door, 0.25), box(x, y, 190, h * 0.27, 6));
            b.fill(lighter(door, 0.08), box(x + 10, y + 10, 170, h * 0.27 - 20, 4));
        }
        b.disc(hex("#e3bf6a"), 716, h * 0.47, 17);
        b.fill(hex("#e3bf6a"), box(450, h * 0.42, 100, 22, 8));
        b.fill(down(h * 0.86, hex("#a9a39a"), h, hex("#7f7971")), box(0, h * 0.86, 1000, h, 0));
        b.fill(hex("#8a6b3f"), box(270, h * 0.87, 460, h * 0.06, 8));
        b.shade(500, h * 0.93, 300, 40, 0.6);
        Color card = hex("#c99a62");
        b.fill(down(h * 0.66, lighter(card, 0.12), h * 0.93, darker(card, 0.14)), box(290, h * 0.68, 420, h * 0.25, 6));
        b.fill(lighter(card, 0.24), poly(290, h * 0.685, 340, h * 0.645, 760, h * 0.645, 710, h * 0.685));
        b.fill(darker(card, 0.22), poly(710, h * 0.685, 760, h * 0.645, 760, h * 0.88, 710, h * 0.93));
        b.fill(alpha(hex("#f5e7c9"), 0.9), poly(478, h * 0.685, 528, h * 0.645, 572, h * 0.645, 522, h * 0.685));
        b.fill(alpha(hex("#f5e7c9"), 0.9), box(478, h * 0.685, 44, h * 0.11, 0));
        b.fill(hex("#fdf8ef"), box(560, h * 0.8, 120, h * 0.09, 4));
        b.fill(hex("#17324a"), poly(324, h * 0.9, 370, h * 0.83, 394, h * 0.865, 408, h * 0.85, 440, h * 0.9));
        for (int i = 0; i < 9; i++) {
            b.fill(hex("#2a2a2a"), box(574 + i * 10, h * 0.85, i % 3 == 0 ? 6 : 3, h * 0.026, 0));
        }
        for (int i = 0; i < 18; i++) {
            double x = 70 + random.nextInt(120);
            double y = h * 0.78 + random.nextInt(90) - 40;
            b.fill(mix(hex("#3f7a4d"), hex("#7fae5a"), random.nextDouble()), oval(x, y, 34, 26));
        }
        b.fill(hex("#8f5638"), poly(60, h * 0.82, 200, h * 0.82, 184, h * 0.93, 76, h * 0.93));
    }

    static void market(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#8ecdf0"), hex("#fbe9c8"));
        b.fill(hex("#e9b98a"), box(0, h * 0.2, 300, h * 0.5, 0));
        b.fill(hex("#d98f6c"), box(270, h * 0.12, 330, h * 0.55, 0));
        b.fill(hex("#f0cf9f"), box(590, h * 0.18, 420, h * 0.5, 0));
        for (int i = 0; i < 9; i++) {
            b.fill(hex("#3f6f7d"), box(50 + (i % 9) * 108, h * (0.24 + (i % 3) * 0.02), 46, 84, 22));
        }
        b.fill(down(h * 0.6, hex("#e8c79a"), h, hex("#c99a68")), box(0, h * 0.62, 1000, h, 0));
        List<Color> awnings = List.of(hex("#d9483b"), hex("#1f8c7c"), hex("#f2b134"));
        for (int stall = 0; stall < 3; stall++) {
            double left = 20 + stall * 330;
            double y = h * (0.44 + (stall % 2) * 0.03);
            b.line(hex("#7a5636"), 12, open(left + 14, y, left + 14, h * 0.82));
            b.line(hex("#7a5636"), 12, open(left + 296, y, left + 296, h * 0.82));
            for (int i = 0; i < 8; i++) {
                Color stripe = i % 2 == 0 ? awnings.get(stall) : hex("#fdf6e8");
                b.fill(stripe, poly(left + i * 39 + 14, y - 90, left + i * 39 + 46, y - 90, left + (i + 1) * 39, y,
                        left + i * 39, y));
                b.disc(stripe, left + i * 39 + 19.5, y, 19.5);
            }
            b.fill(down(h * 0.7, hex("#a9764f"), h * 0.86, hex("#7b5136")), box(left, h * 0.7, 312, h * 0.15, 6));
            goods(b, random, left, h * 0.7, stall);
        }
        for (int i = 0; i < 4; i++) {
            shopper(b, 130 + i * 240 + random.nextInt(60), h * (0.8 + (i % 2) * 0.04), random);
        }
    }

    private static void goods(Brush b, Random random, double left, double y, int stall) {
        List<List<Color>> piles = List.of(List.of(hex("#f08a2c"), hex("#f5b041")),
                List.of(hex("#c0392b"), hex("#e74c3c")),
                List.of(hex("#6aa84f"), hex("#a4c65a")));
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 9 - row; i++) {
                List<Color> pile = piles.get((stall + i / 3) % 3);
                b.disc(pile.get(random.nextInt(2)), left + 30 + i * 31 + row * 15, y - 10 - row * 24, 17);
            }
        }
    }

    private static void shopper(Brush b, double x, double y, Random random) {
        List<Color> clothes = List.of(hex("#4434b8"), hex("#c8553d"), hex("#f2f0e9"), hex("#2f7d77"), hex("#d1457a"));
        Color cloth = clothes.get(random.nextInt(clothes.size()));
        Color skin = List.of(hex("#6b4025"), hex("#9d633d"), hex("#c98c60")).get(random.nextInt(3));
        b.shade(x, y + 178, 76, 14, 0.5);
        b.fill(down(y, lighter(cloth, 0.1), y + 180, darker(cloth, 0.2)),
                curve(x - 44, y + 10, x - 56, y + 80, x - 64, y + 130,
                        x - 66, y + 178, x - 20, y + 184, x + 20, y + 184, x + 66, y + 178, x + 64, y + 130, x + 56,
                        y + 80, x + 44,
                        y + 10, x + 20, y - 10, x - 20, y - 10, x - 44, y + 10));
        b.disc(skin, x, y - 34, 30);
        b.fill(hex("#c2622d"),
                curve(x - 33, y - 38, x - 34, y - 92, x + 34, y - 92, x + 33, y - 38, x + 12, y - 48, x - 12,
                        y - 48, x - 33, y - 38));
        b.disc(hex("#e08a4a"), x, y - 84, 10);
    }

    static void map(Brush b, Random random) {
        double h = b.high();
        StillLifes.wood(b, random, hex("#8f6a4c"));
        b.turned(-4, 500, h / 2, () -> {
            b.fill(alpha(Color.BLACK, 0.25), box(96, h * 0.1 + 16, 830, h * 0.8, 6));
            Shape sheet = box(84, h * 0.1, 830, h * 0.8, 6);
            b.fill(hex("#f4eddb"), sheet);
            b.inside(sheet, () -> land(b, h, random));
            for (int i = 1; i < 4; i++) {
                b.fill(alpha(i % 2 == 0 ? Color.WHITE : Color.BLACK, 0.08),
                        box(84 + i * 207.5, h * 0.1, 60, h * 0.8, 0));
                b.line(alpha(hex("#8a7a5c"), 0.5), 3, open(84 + i * 207.5, h * 0.1, 84 + i * 207.5, h * 0.9));
            }
        });
        b.turned(32, 800, h * 0.84, () -> {
            b.fill(hex("#e0a83a"), box(640, h * 0.83, 320, 30, 4));
            b.fill(hex("#f3dcc0"), poly(640, h * 0.83, 640, h * 0.83 + 30, 600, h * 0.83 + 15));
            b.fill(hex("#c9575a"), box(950, h * 0.83, 40, 30, 8));
        });
    }

    private static void land(Brush b, double h, Random random) {
        b.fill(hex("#a9d0dd"),
                curve(620, 0, 560, h * 0.3, 760, h * 0.42, 660, h * 0.6, 600, h * 0.72, 760, h * 0.84, 700, h,
                        900, h, 1000, h, 1000, h, 1000, h * 0.6, 1000, h * 0.3, 1000, 0));
        b.line(hex("#6f9fb0"), 5,
                curve(620, 0, 560, h * 0.3, 760, h * 0.42, 660, h * 0.6, 600, h * 0.72, 760, h * 0.84, 700,
                        h));
        for (int hill = 0; hill < 3; hill++) {
            double cx = 220 + random.nextInt(240);
            double cy = h * (0.24 + hill * 0.24);
            for (int ring = 0; ring < 5; ring++) {
                b.line(alpha(hex("#b08a5a"), 0.55), 3, oval(cx + ring * 4, cy, 140 - ring * 26, 96 - ring * 18));
            }
        }
        b.fill(alpha(hex("#b8d3a0"), 0.55), oval(230, h * 0.72, 150, 110));
        b.line(hex("#d9a441"), 10, curve(84, h * 0.55, 260, h * 0.5, 360, h * 0.62, 620, h * 0.34));
        b.dashes(hex("#c8433a"), 9, 22, 22,
                curve(250, h * 0.8, 330, h * 0.64, 480, h * 0.66, 560, h * 0.5, 610, h * 0.42, 560,
                        h * 0.3, 600, h * 0.2));
        double[][] stops = {{250, 0.8}, {545, 0.52}, {600, 0.2}};
        for (double[] stop : stops) {
            double x = stop[0];
            double y = h * stop[1];
            b.fill(hex("#c8433a"),
                    curve(x, y, x - 50, y - 70, x - 40, y - 110, x, y - 110, x + 40, y - 110, x + 50, y - 70, x,
                            y));
            b.disc(hex("#fdf6ea"), x, y - 74, 16);
        }
        b.line(hex("#5b4a36"), 4, oval(800, h * 0.22, 54, 54));
        b.fill(hex("#c8433a"), poly(800, h * 0.22 - 48, 816, h * 0.22, 784, h * 0.22));
        b.fill(hex("#5b4a36"), poly(800, h * 0.22 + 48, 816, h * 0.22, 784, h * 0.22));
    }

    static void workshop(Brush b, Random random) {
        double h = b.high();
        b.background(hex("#efe0cb"), hex("#d9b98f"));
        b.glow(250, h * 0.12, 420, hex("#fff4d8"), 0.9);
        for (int i = 0; i < 5; i++) {
            Color bolt = List.of(hex("#d98a3a"), hex("#2f7d77"), hex("#7a3e6d"), hex("#f0e6d2"), hex("#233a5e")).get(i);
            b.fill(down(h * 0.1, bolt, h * 0.38, darker(bolt, 0.2)),
                    box(480 + i * 98, h * 0.1 + i % 2 * 30, 84, h * 0.3, 26));
            b.fill(lighter(bolt, 0.3), oval(522 + i * 98, h * 0.1 + i % 2 * 30 + 12, 42, 14));
        }
        b.fill(hex("#9a6a44"), box(450, h * 0.4, 550, 24, 0));
        b.fill(down(h * 0.68, hex("#a9764f"), h, hex("#7b5136")), box(0, h * 0.68, 1000, h, 0));
        Color cloth = hex("#e2a94e");
        b.fill(down(h * 0.66, lighter(cloth, 0.1), h, darker(cloth, 0.16)),
                curve(0, h * 0.82, 200, h * 0.72, 420, h * 0.7, 560,
                        h * 0.72, 640, h * 0.76, 560, h * 0.9, 620, h, 400, h, 200, h, 0, h));
        for (int i = 0; i < 8; i++) {
            b.dashes(alpha(hex("#fdf3dc"), 0.9), 5, 14, 10, open(40 + i * 74, h * 0.99, 150 + i * 62, h * 0.75));
        }
        Color iron = hex("#20262e");
        b.shade(520, h * 0.73, 360, 40, 0.5);
        b.fill(iron, box(250, h * 0.66, 600, h * 0.06, 12));
        b.fill(iron, box(700, h * 0.46, 120, h * 0.22, 30));
        b.fill(iron,
                curve(300, h * 0.46, 420, h * 0.42, 700, h * 0.43, 820, h * 0.46, 830, h * 0.54, 700, h * 0.53, 420,
                        h * 0.52, 380, h * 0.55, 330, h * 0.56, 300, h * 0.54, 300, h * 0.46));
        b.fill(iron, box(310, h * 0.5, 70, h * 0.1, 12));
        b.line(hex("#c9ced6"), 8, open(345, h * 0.6, 345, h * 0.655));
        b.line(hex("#d8b25a"), 6, curve(430, h * 0.49, 520, h * 0.46, 620, h * 0.5, 700, h * 0.48));
        b.fill(hex("#d8b25a"), oval(845, h * 0.53, 22, 64));
        b.fill(iron, oval(850, h * 0.53, 12, 44));
        b.fill(hex("#c8433a"), box(560, h * 0.385, 50, h * 0.045, 8));
        b.line(hex("#c8433a"), 3, curve(585, h * 0.4, 480, h * 0.38, 380, h * 0.42, 345, h * 0.6));
        for (int i = 0; i < 9; i++) {
            double x = 700 + random.nextInt(260);
            double y = h * 0.82 + random.nextInt((int) (h * 0.14));
            b.disc(mix(hex("#f4ead8"), hex("#b23a48"), random.nextDouble()), x, y, 17);
            b.disc(alpha(Color.BLACK, 0.35), x - 5, y, 3);
            b.disc(alpha(Color.BLACK, 0.35), x + 5, y, 3);
        }
    }
}
