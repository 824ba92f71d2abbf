package app.ajar.installer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The part of SVG our icon is drawn with: rectangles, paths and circles, plain colours and linear gradients, fill and stroke.
 * Anything else is refused, so that a drawing is never shown in part.
 */
final class Drawing {

    private final List<Element> shapes;
    private final Map<String, Element> gradients;
    private final double side;

    private Drawing(List<Element> shapes, Map<String, Element> gradients, double side) {
        this.shapes = shapes;
        this.gradients = gradients;
        this.side = side;
    }

    /** @throws IOException when it cannot be read, or holds what is not known here */
    static Drawing read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            String[] box = root.getAttribute("viewBox").split(" ", 4);
            List<Element> shapes = new ArrayList<>();
            Map<String, Element> gradients = new HashMap<>();
            for (Element child : children(root)) {
                switch (child.getTagName()) {
                    case "defs" -> children(child).forEach(one -> gradients.put(one.getAttribute("id"), one));
                    case "rect", "path", "circle" -> shapes.add(child);
                    default -> throw new IOException(file + " holds <" + child.getTagName() + ">, which is not known here");
                }
            }
            return new Drawing(shapes, gradients, Double.parseDouble(box[2]));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    /** Drawn this many pixels wide and high, with nothing behind it. */
    byte[] png(int pixels) throws IOException {
        start();
        CompletableFuture<BufferedImage> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                drawn.complete(draw(pixels));
            } catch (RuntimeException | Error e) {
                drawn.completeExceptionally(e);
            }
        });
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(drawn.join(), "png", png)) {
            throw new IOException("this Java writes no PNG");
        }
        return png.toByteArray();
    }

    private static void start() {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException running) {
            System.getLogger(Drawing.class.getName()).log(System.Logger.Level.DEBUG, "the toolkit runs", running);
        }
    }

    private BufferedImage draw(int pixels) {
        Group all = new Group();
        shapes.forEach(element -> all.getChildren().add(shape(element)));
        all.getTransforms().add(new Scale(pixels / side, pixels / side));
        Group sheet = new Group(all);
        new Scene(sheet, pixels, pixels, Color.TRANSPARENT);
        SnapshotParameters whole = new SnapshotParameters();
        whole.setFill(Color.TRANSPARENT);
        whole.setViewport(new javafx.geometry.Rectangle2D(0, 0, pixels, pixels));
        return SwingFXUtils.fromFXImage(sheet.snapshot(whole, new WritableImage(pixels, pixels)), null);
    }

    private Shape shape(Element element) {
        Shape shape = switch (element.getTagName()) {
            case "rect" -> {
                Rectangle rectangle = new Rectangle(number(element, "x"), number(element, "y"), number(element, "width"),
                        number(element, "height"));
                // JavaFX gives the diameter of a corner, SVG its radius.
                rectangle.setArcWidth(2 * number(element, "rx"));
                rectangle.setArcHeight(2 * number(element, "rx"));
                yield rectangle;
            }
            case "circle" -> new Circle(number(element, "cx"), number(element, "cy"), number(element, "r"));
            default -> {
                SVGPath path = new SVGPath();
                path.setContent(element.getAttribute("d"));
                yield path;
            }
        };
        double opacity = element.hasAttribute("fill-opacity") ? number(element, "fill-opacity") : 1;
        shape.setFill(paint(element.getAttribute("fill"), opacity));
        if (element.hasAttribute("stroke")) {
            shape.setStroke(paint(element.getAttribute("stroke"), 1));
            shape.setStrokeWidth(number(element, "stroke-width"));
            shape.setStrokeLineJoin("round".equals(element.getAttribute("stroke-linejoin"))
                    ? StrokeLineJoin.ROUND
                    : StrokeLineJoin.MITER);
        }
        return shape;
    }

    private Paint paint(String value, double opacity) {
        if (value.equals("none")) {
            return Color.TRANSPARENT;
        }
        if (!value.startsWith("url(#")) {
            return Color.web(value, opacity);
        }
        Element gradient = gradients.get(value.substring("url(#".length(), value.length() - 1));
        if (gradient == null) {
            throw new IllegalArgumentException("the drawing has no gradient " + value);
        }
        List<Stop> stops = children(gradient).stream()
                .map(stop -> new Stop(number(stop, "offset"), Color.web(stop.getAttribute("stop-color")))).toList();
        return new LinearGradient(number(gradient, "x1"), number(gradient, "y1"), number(gradient, "x2"),
                number(gradient, "y2"), true, CycleMethod.NO_CYCLE, stops);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
