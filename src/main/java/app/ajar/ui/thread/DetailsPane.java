package app.ajar.ui.thread;

import app.ajar.model.Conversation;
import app.ajar.model.Participant;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of the person, and what of the conversation is on this computer. Shows only what there is. */
final class DetailsPane extends VBox {

    private final AvatarDisc disc;
    private final EmojiText name = new EmojiText(0);
    private final EmojiText username = new EmojiText(1);
    private final VBox profile = new VBox(8);
    private final VBox here = new VBox(8);
    private final ZoneId zone;
    private final Locale locale;

    DetailsPane(Avatars avatars, TimelineRows words) {
        super(6);
        zone = words.zone();
        locale = words.locale();
        disc = new AvatarDisc(avatars, 68, 78);
        getStyleClass().add("details");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.get("thread.details"));
        setAlignment(Pos.TOP_CENTER);
        name.setFont(EmojiText.FontRole.BODY_STRONG);
        name.getStyleClass().add("details-name");
        username.getStyleClass().add("thread-faint");
        username.setMaxWidth(USE_PREF_SIZE);
        getChildren().addAll(disc, name, username, profile, here);
        for (VBox section : new VBox[]{profile, here}) {
            section.getStyleClass().add("details-section");
            section.setFillWidth(true);
        }
    }

    void show(Conversation conversation) {
        Participant person = conversation.person();
        disc.show(person, conversation.avatarFile());
        String displayName = person.displayName();
        name.setText(displayName);
        String handle = person.username();
        boolean told = handle != null && !handle.isBlank() && !handle.equals(displayName);
        username.setText(told ? "@" + handle : "");
        username.setVisible(told);
        username.setManaged(told);
        showProfile(person);
    }

    private void showProfile(Participant person) {
        profile.getChildren().setAll(title("thread.details.profile"));
        Integer followers = person.followers();
        if (followers != null) {
            add(profile, Icon.ACCOUNTS, PersonFacts.followers(followers, locale));
        }
        if (Boolean.TRUE.equals(person.followsUs())) {
            add(profile, Icon.PERSON, Texts.get("thread.details.follows"));
        }
        if (Boolean.TRUE.equals(person.followedByUs())) {
            add(profile, Icon.CHECK, Texts.get("thread.details.followed"));
        }
        if (Boolean.TRUE.equals(person.verified())) {
            add(profile, Icon.VERIFIED, Texts.get("thread.details.verified"));
        }
        if (profile.getChildren().size() == 1) {
            Label nothing = new Label(Texts.get("thread.details.not.known"));
            nothing.setWrapText(true);
            nothing.getStyleClass().add("details-nothing");
            profile.getChildren().add(nothing);
        }
    }

    /**
     * What is stored of the conversation.
     *
     * @param oldest when its oldest stored message was sent, null when there is none
     */
    void showStored(long messages, @Nullable Instant oldest, Instant now) {
        here.getChildren().setAll(title("thread.details.here"));
        add(here, Icon.INBOX, Texts.get("thread.details.messages", messages));
        if (oldest != null) {
            add(here, Icon.CLOCK, Texts.get("thread.details.since", Times.date(oldest, now, zone, locale)));
        }
    }

    void showWindow(ReplyWindow window, Instant now) {
        disc.setWindow(window, now);
    }

    private static Label title(String key) {
        Label title = new Label(Texts.get(key).toUpperCase(Locale.getDefault(Locale.Category.DISPLAY)));
        title.getStyleClass().add("words-section");
        return title;
    }

    private static void add(VBox section, Icon icon, String words) {
        EmojiText text = new EmojiText(0);
        text.setText(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(10, icon.node(15), text);
        line.setAlignment(Pos.CENTER_LEFT);
        section.getChildren().add(line);
    }
}
