package app.ajar.media;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** How an animated GIF is made up, from what the JDK's reader says of its blocks (GIF89a, section 23). */
final class GifFrames {

    private static final int CENTISECOND = 10;

    private GifFrames() {}

    /** @param most frames that are looked at */
    static MovingPicture.Plan plan(ImageReader reader, int most) throws IOException {
        int frames = Math.min(most, reader.getNumImages(true));
        List<MovingPicture.Part> parts = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            parts.add(part(tree(reader.getImageMetadata(i))));
        }
        Element screen = child(tree(reader.getStreamMetadata()), "LogicalScreenDescriptor");
        Rectangle canvas = new Rectangle(number(screen, "logicalScreenWidth"), number(screen, "logicalScreenHeight"));
        for (MovingPicture.Part part : parts) {
            // Some files claim a canvas smaller than what they draw on it.
            canvas.add(part.place());
        }
        return new MovingPicture.Plan(canvas.width, canvas.height, parts);
    }

    private static MovingPicture.Part part(Element frame) {
        Element place = child(frame, "ImageDescriptor");
        Element control = child(frame, "GraphicControlExtension");
        Rectangle at = new Rectangle(number(place, "imageLeftPosition"), number(place, "imageTopPosition"),
                number(place, "imageWidth"), number(place, "imageHeight"));
        MovingPicture.Disposal disposal = switch (control.getAttribute("disposalMethod")) {
            case "restoreToBackgroundColor" -> MovingPicture.Disposal.CLEAR;
            case "restoreToPrevious" -> MovingPicture.Disposal.RESTORE;
            default -> MovingPicture.Disposal.KEEP;
        };
        return new MovingPicture.Part(at, MovingPicture.shown((long) number(control, "delayTime") * CENTISECOND), true,
                disposal);
    }

    private static Element tree(IIOMetadata metadata) {
        return (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    }

    /** An element without attributes where the file says nothing. */
    private static Element child(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? new IIOMetadataNode(name) : (Element) found.item(0);
    }

    private static int number(Element element, String attribute) {
        String value = element.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }
}
