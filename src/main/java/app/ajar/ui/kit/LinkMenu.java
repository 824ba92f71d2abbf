package app.ajar.ui.kit;

import app.ajar.text.Texts;
import app.ajar.ui.kit.WebLinks.Link;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * Opens the links in what people write, always because the user pressed one: at once where it leads where it seems to, else
 * after saying where it really leads. Their menu copies them, too.
 */
public final class LinkMenu {

    private final Consumer<URI> open;
    private final ContextMenu menu = new ContextMenu();

    /** @param open shows a web address in the browser */
    public LinkMenu(Consumer<URI> open) {
        this.open = open;
        menu.getStyleClass().add("link-menu");
    }

    /** Makes these nodes the link: they are drawn as one, say where it leads, and open it. */
    void attach(Link link, List<Node> nodes) {
        for (Node node : nodes) {
            node.getStyleClass().add("link-run");
            node.setMouseTransparent(false);
            IconButton.help(node, () -> leads(link));
            // A click on a link is nothing else, and not the beginning of a double click on its message.
            node.setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY) {
                    press(link, node, click);
                    click.consume();
                }
            });
            node.setOnContextMenuRequested(asked -> {
                show(List.of(link), node, asked.getScreenX(), asked.getScreenY());
                asked.consume();
            });
        }
    }

    private void press(Link link, Node node, MouseEvent click) {
        if (link.deceptive()) {
            show(List.of(link), node, click.getScreenX(), click.getScreenY());
        } else if (click.isStillSincePress()) {
            open.accept(link.address());
        }
    }

    /**
     * What the keyboard does: the only link opens if it leads where it seems to, else the menu says what there is.
     *
     * @param near where the menu is shown
     * @return whether there was any link
     */
    public boolean activate(List<Link> links, Node near) {
        if (links.size() == 1 && !links.getFirst().deceptive()) {
            open.accept(links.getFirst().address());
        } else if (!links.isEmpty()) {
            Bounds place = near.localToScreen(near.getBoundsInLocal());
            show(links, near, place.getMinX(), place.getMaxY());
        }
        return !links.isEmpty();
    }

    private void show(List<Link> links, Node near, double x, double y) {
        fill(links);
        // By the window and not by the node: the toolkit throws when the window of a menu's node closes before the menu.
        menu.show(near.getScene().getWindow(), x, y);
    }

    private void fill(List<Link> links) {
        menu.hide();
        menu.getItems().clear();
        for (Link link : links) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            if (link.deceptive()) {
                Label warning = new WrappingLabel(Texts.get("links.deceptive", isolated(link.host())), "link-warning");
                CustomMenuItem says = new CustomMenuItem(warning, false);
                says.setDisable(true);
                menu.getItems().add(says);
            }
            menu.getItems().addAll(item(Texts.get("links.open", isolated(link.host())),
                    () -> open.accept(link.address())), item(Texts.get("links.copy"), () -> copy(link.address())));
        }
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(chosen -> action.run());
        return item;
    }

    private static void copy(URI address) {
        ClipboardContent content = new ClipboardContent();
        content.putString(address.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static String leads(Link link) {
        return Texts.get(link.deceptive() ? "links.deceptive" : "links.leads", isolated(link.host()));
    }

    /** A host in its own direction, whatever stands around it. */
    private static String isolated(String host) {
        return "\u2068" + host + "\u2069";
    }
}
