package app.ajar.bench;

import app.ajar.ui.kit.Theme;
import javafx.application.Application;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** The yardstick for start-up: one empty list in our theme, nothing else. */
public final class EmptyWindow extends Application {

    @Override
    public void start(Stage stage) {
        Theme.loadFonts();
        ListView<String> list = new ListView<>(FXCollections.observableArrayList());
        list.setFixedCellSize(74);
        Scene scene = new Scene(new BorderPane(list), 1280, 800);
        Theme.apply(scene, false);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    /** Starts the window. */
    public static void main(String[] args) {
        launch(EmptyWindow.class, args);
    }
}
