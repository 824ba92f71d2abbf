package app.ajar.ui.shell;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A calm bar over the window for failures of our own; gone when nothing is to be said. */
final class NoticeBar extends HBox {

    NoticeBar(Notices notices) {
        getStyleClass().add("notice");
        Label what = new Label();
        what.getStyleClass().add("words-body-strong");
        what.setMinWidth(Region.USE_PREF_SIZE);
        Label remedy = new Label();
        remedy.getStyleClass().add("notice-remedy");
        remedy.setWrapText(true);
        HBox.setHgrow(remedy, Priority.ALWAYS);
        remedy.setMaxWidth(Double.MAX_VALUE);
        IconButton close = new IconButton(Icon.CLOSE, Texts.get("shell.notice.close"), null);
        close.setOnAction(pressed -> notices.dismiss());
        getChildren().addAll(Icon.ALERT.node(), what, remedy, close);
        setAccessibleRole(AccessibleRole.PARENT);
        notices.noticeProperty().subscribe(notice -> {
            setVisible(notice != null);
            setManaged(notice != null);
            if (notice != null) {
                what.setText(notice.what());
                remedy.setText(notice.remedy());
            }
        });
    }
}
