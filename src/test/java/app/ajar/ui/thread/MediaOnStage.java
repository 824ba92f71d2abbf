package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A conversation with media in a window of its own. */
public abstract class MediaOnStage extends OpenThread {

    protected static Message media(String id, int minute, Attachment... attachments) {
        return StoredThreads.message(CHAT, id, Message.Direction.INBOUND, "p1",
                StoredThreads.NOW.minus(Duration.ofHours(3)).plus(Duration.ofMinutes(minute)), null, Message.Kind.MEDIA,
                List.of(attachments));
    }

    protected static Attachment picture(int position, Attachment.State state, @Nullable String file,
            @Nullable Integer side) {
        return new Attachment(position, Attachment.Kind.IMAGE, null, null, null, "image/png", null, side,
                side == null ? null : side * 3 / 4, state, file, null);
    }

    protected final String draw(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0xF08A64), width, height, new Color(0x8A4FD0)));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        Path file = folder.resolve("messages").resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, name.endsWith("jpg") ? "jpg" : "png", file.toFile())).isTrue();
        return "messages/" + name;
    }
}
