package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a message is about beside its words: a story answered or mentioned, a shared post, or something Meta keeps to itself. */
final class MessageCard extends VBox {

    static final URI INSTAGRAM = URI.create("https://www.instagram.com/direct/inbox/");
    /** Meta serves a story's picture for as long as the story lives (webhook reference, {@code story_mention}). */
    private static final Duration STORY_LIFE = Duration.ofHours(24);
    private static final double GAP = 4;
    /** A network has no longer names (RFC 1035, 2.3.4). */
    private static final int LONGEST_HOST = 253;
    private static final List<String> INSTAGRAMS = List.of("instagram.com", "cdninstagram.com", "fbsbx.com",
            "fbcdn.net");
    /** Of Instagram too, but it leads on to wherever its address says. */
    private static final String LEADS_ON = "l.instagram.com";

    private MessageCard(Icon icon, String title) {
        super(GAP);
        getStyleClass().add("message-card");
        EmojiText heading = words(title, EmojiText.FontRole.BODY_STRONG);
        HBox top = new HBox(8, icon.node(15), heading);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(top);
    }

    /** The card of this message, empty when its words and attachments say everything. */
    static Optional<MessageCard> of(Message message, Instant now, Consumer<URI> open) {
        boolean own = message.direction() == Message.Direction.OUTBOUND;
        return switch (message.kind()) {
            case STORY_REPLY ->
                Optional.of(story(message, own ? "thread.story.reply.own" : "thread.story.reply", now, open));
            case STORY_MENTION -> Optional.of(
                    story(message, own ? "thread.story.mention.own" : "thread.story.mention", now, open));
            case SHARE -> Optional.of(share(message, open));
            case UNSUPPORTED -> Optional.of(new MessageCard(Icon.INFO, Texts.get("thread.unsupported.title"))
                    .says(Texts.get("thread.unsupported.text"))
                    .opens(Texts.get("thread.unsupported.open"), INSTAGRAM, open));
            case UNSENT -> Optional.of(new MessageCard(Icon.INFO, Texts.get("thread.unsent")));
            case TEXT, MEDIA -> Optional.empty();
        };
    }

    /** A file that was sent by its address, until Instagram shows what it made of it. */
    static MessageCard file(OutboxMessage.Content content) {
        String url = content.url() == null ? "" : content.url();
        URI address = webAddress(url);
        return new MessageCard(switch (content.kind()) {
            case IMAGE -> Icon.PHOTO;
            case VIDEO -> Icon.VIDEO;
            case AUDIO -> Icon.AUDIO;
            case FILE, TEXT, HEART -> Icon.FILE;
        }, Texts.get("thread.file." + content.kind())).says(
                address == null ? url : Texts.get("thread.file.from", name(address), address.getHost()));
    }

    /** A file that Instagram has taken, until the conversation is read again. */
    static MessageCard sentFile() {
        return new MessageCard(Icon.FILE, Texts.get("thread.file.sent"));
    }

    private static String name(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static MessageCard story(Message message, String title, Instant now, Consumer<URI> open) {
        MessageCard card = new MessageCard(Icon.STORY, Texts.get("thread.story.on", Texts.get(title),
                Times.date(message.sentAt(), now, ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT))));
        boolean over = !now.isBefore(message.sentAt().plus(STORY_LIFE));
        Message.Story story = message.story();
        if (over) {
            return card.says(Texts.get("thread.story.gone"));
        }
        URI link = story == null ? null : webAddress(story.url());
        return link == null
                ? card.opens(Texts.get("thread.unsupported.open"), INSTAGRAM, open)
                : card.opens(Texts.get("thread.story.open"), link, open);
    }

    private static MessageCard share(Message message, Consumer<URI> open) {
        MessageCard card = new MessageCard(Icon.SHARE, Texts.get("thread.share"));
        for (Attachment attachment : message.attachments()) {
            String title = attachment.title();
            if (title != null && !title.isBlank()) {
                card.says(title);
            }
            URI link = webAddress(attachment.url());
            if (link != null) {
                card.opens(Texts.get("thread.share.open"), link, open);
            }
        }
        return card;
    }

    /** An address from a stranger, if it may be opened at all: https to a named host, nothing else. */
    static @Nullable URI webAddress(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            URI link = new URI(address);
            String scheme = link.getScheme();
            boolean safe = scheme != null && "https".equals(scheme.toLowerCase(Locale.ROOT)) && link.getHost() != null
                    && link.getHost().length() <= LONGEST_HOST && link.getUserInfo() == null;
            return safe ? link : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private MessageCard says(String text) {
        EmojiText line = words(text, EmojiText.FontRole.SMALL);
        line.getStyleClass().add("message-card-text");
        getChildren().add(line);
        return this;
    }

    /** @param words what the button says where it leads to Instagram; else it says where it leads, whatever the card says */
    private MessageCard opens(String words, URI link, Consumer<URI> open) {
        String host = link.getHost().toLowerCase(Locale.ROOT);
        Button button = new Button(isInstagrams(host) ? words : Texts.get("links.open", host), Icon.EXTERNAL.node(12));
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setMnemonicParsing(false);
        button.setMinWidth(0);
        // The end of a host says whose it is.
        button.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        IconButton.help(button, () -> Texts.get("links.leads", host));
        button.getStyleClass().add("link-button");
        button.setOnAction(event -> open.accept(link));
        getChildren().add(button);
        return this;
    }

    private static boolean isInstagrams(String host) {
        return !host.equals(LEADS_ON)
                && INSTAGRAMS.stream().anyMatch(each -> host.equals(each) || host.endsWith("." + each));
    }

    private static EmojiText words(String text, EmojiText.FontRole role) {
        EmojiText words = new EmojiText(0);
        words.setFont(role);
        words.setText(text);
        return words;
    }
}
