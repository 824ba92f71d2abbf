package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.geom.Path2D;

import static app.ajar.sandbox.drawing.Brush.alpha;
import static app.ajar.sandbox.drawing.Brush.arc;
import static app.ajar.sandbox.drawing.Brush.curve;
import static app.ajar.sandbox.drawing.Brush.hex;
import static app.ajar.sandbox.drawing.Brush.oval;
import static app.ajar.sandbox.drawing.Brush.poly;

/** Draws geometric marks: what a small business shows in place of a face. */
final class Marks {

    private static final Color PAPER = hex("#fdf8ef");

    private Marks() {}

    static void draw(Brush b, String mark) {
        switch (mark) {
            case "northbound" -> northbound(b);
            case "dune" -> dune(b);
            case "pine" -> pine(b);
            case "star" -> star(b);
            case "waves" -> waves(b);
            case "tiles" -> tiles(b);
            default -> bird(b);
        }
    }

    private static void northbound(Brush b) {
        b.diagonal(hex("#17324a"), hex("#34627f"));
        b.disc(hex("#f2b36b"), 214, 112, 30);
        b.fill(PAPER, poly(40, 238, 132, 84, 178, 160, 204, 122, 280, 238));
        b.fill(alpha(hex("#17324a"), 0.16), poly(132, 84, 178, 160, 170, 238, 150, 238));
        b.fill(alpha(hex("#17324a"), 0.16), poly(204, 122, 280, 238, 214, 238));
        b.line(hex("#f2b36b"), 9, Brush.open(64, 260, 256, 260));
    }

    private static void dune(Brush b) {
        b.disc(hex("#ffe3a6"), 210, 106, 44);
        b.fill(alpha(PAPER, 0.45),
                curve(0, 200, 70, 130, 150, 150, 200, 196, 240, 226, 290, 200, 320, 180, 320, 240, 320,
                        300, 320, 320, 200, 320, 100, 320, 0, 320));
        b.fill(alpha(PAPER, 0.7),
                curve(0, 250, 80, 180, 160, 196, 210, 240, 250, 270, 290, 256, 320, 236, 320, 270, 320,
                        300, 320, 320, 200, 320, 100, 320, 0, 320));
        b.fill(PAPER, curve(0, 292, 90, 236, 180, 250, 236, 286, 270, 304, 300, 300, 320, 290, 320, 300, 320, 310, 320,
                320, 200, 320, 100, 320, 0, 320));
    }

    private static void pine(Brush b) {
        b.disc(alpha(PAPER, 0.14), 160, 160, 118);
        b.fill(PAPER, poly(160, 48, 214, 124, 188, 124, 228, 182, 196, 182, 240, 244, 80, 244, 124, 182, 92, 182, 132,
                124, 106, 124));
        b.fill(PAPER, Brush.box(148, 244, 24, 34, 4));
        b.fill(alpha(hex("#1f4d44"), 0.18), poly(160, 48, 214, 124, 188, 124, 228, 182, 196, 182, 240, 244, 160, 244));
    }

    private static void star(Brush b) {
        for (int ring = 0; ring < 3; ring++) {
            b.line(alpha(PAPER, 0.22), 3, oval(160, 160, 84 + ring * 18, 84 + ring * 18));
        }
        Path2D.Double star = new Path2D.Double();
        for (int i = 0; i < 16; i++) {
            double r = i % 2 == 0 ? (i % 4 == 0 ? 104 : 66) : 30;
            double turn = Math.PI * i / 8 - Math.PI / 2;
            double x = 160 + r * Math.cos(turn);
            double y = 160 + r * Math.sin(turn);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        b.fill(hex("#f6d58b"), star);
        b.disc(hex("#2b2f6b"), 160, 160, 13);
    }

    private static void waves(Brush b) {
        for (int row = 0; row < 4; row++) {
            for (int i = 0; i < 4; i++) {
                b.line(alpha(PAPER, 1 - row * 0.18), 13, arc(62 + i * 66.0, 118 + row * 44.0, 33, 30, 0, 180));
            }
        }
    }

    private static void tiles(Brush b) {
        Color[] colours = {PAPER, hex("#ffd27d"), alpha(PAPER, 0.55)};
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                Color colour = colours[(x + 2 * y) % 3];
                double left = 70 + x * 62.0;
                double top = 70 + y * 62.0;
                if ((x + y) % 2 == 0) {
                    b.disc(colour, left + 28, top + 28, 28);
                } else {
                    b.fill(colour, poly(left, top, left + 56, top, left + 56, top + 56));
                }
            }
        }
    }

    private static void bird(Brush b) {
        b.fill(PAPER,
                curve(60, 190, 100, 110, 170, 110, 190, 150, 210, 110, 250, 100, 276, 120, 240, 140, 240, 220, 160,
                        226, 120, 228, 80, 214, 60, 190));
        b.fill(alpha(hex("#10233a"), 0.2), curve(96, 180, 130, 150, 180, 160, 196, 190, 170, 214, 120, 210, 96, 180));
        b.disc(hex("#23304a"), 236, 132, 6);
    }
}
