package app.ajar.ui.shell;

import app.ajar.ui.about.AboutPage;
import app.ajar.ui.about.HelpPage;
import app.ajar.ui.access.Keyboard;
import app.ajar.ui.inbox.InboxPane;
import app.ajar.ui.planned.PlannedPage;
import app.ajar.ui.templates.TemplatesPage;
import app.ajar.ui.thread.ThreadPane;
import app.ajar.ui.upkeep.JobsPanel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands: rail, sidebar, conversation, status bar, and the pages and sheets over them. Below 1100 wide there
 * is no room for the details; below 760 the list and the conversation take turns.
 */
final class MainView extends Region {

    static final double NO_DETAILS_BELOW = 1100;
    static final double TURNS_BELOW = 760;
    static final double SIDEBAR_LEAST = 280;
    static final double SIDEBAR_MOST = 460;
    private static final double HANDLE = 7;
    private static final List<String> SHEETS = Stream.of("shell", "upkeep", "templates", "planned", "push", "health",
            "notify", "about", "inbox", "thread", "media", "message", "compose")
            .map(room -> "/app/ajar/ui/" + room + "/" + room + ".css").toList();
    private static final double BESIDE_JOBS = 8;

    /** What is always shown. */
    record Parts(Rail rail, InboxPane inbox, StatusBar status, Notices.Bar notice) {}

    /**
     * What the first picture does not show, built when it is first wanted; the inbox is not among the pages.
     *
     * @param thread the conversation
     */
    record Pages(Supplier<ThreadPane> thread, Map<Page, Supplier<? extends Region>> pages,
            Supplier<ShortcutsSheet> shortcuts,
            Supplier<JobsPanel> jobs, Runnable back) {}

    private final Parts parts;
    private final Pages pages;
    private final Map<Page, Region> built = new EnumMap<>(Page.class);
    private @Nullable ThreadPane thread;
    private @Nullable ShortcutsSheet shortcuts;
    private @Nullable JobsPanel jobs;
    /** What had the keyboard before the shortcuts lay over it. */
    private @Nullable Node beforeSheet;
    private final Region handle = new Region();
    private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.INBOX);
    private final DoubleProperty sidebarWidth = new SimpleDoubleProperty();
    private boolean railShown = true;
    private boolean reading;

    MainView(Parts parts, Pages pages, double sidebarWidth) {
        this.parts = parts;
        this.pages = pages;
        this.sidebarWidth.set(sidebarWidth);
        getStyleClass().add("main-view");
        handle.getStyleClass().add("split-handle");
        handle.setCursor(Cursor.H_RESIZE);
        handle.setOnMouseDragged(this::drag);
        getChildren().addAll(parts.rail(), parts.inbox(), handle, parts.notice(), parts.status());
        addEventFilter(MouseEvent.MOUSE_PRESSED, press -> {
            if (jobsShown() && beside(press) && !parts.status().overJobs(press.getSceneX(), press.getSceneY())) {
                hideJobs();
            }
        });
        parts.notice().visibleProperty().subscribe(now -> {
            requestLayout();
            if (!now && parts.notice().isFocusWithin()) {
                takeKeyboard(page.get());
            }
        });
        page.subscribe(shown -> {
            parts.rail().show(shown);
            if (shown == Page.INBOX) {
                parts.inbox().requestLayout();
            } else {
                page(shown, Region.class);
            }
            arrange();
        });
        this.sidebarWidth.subscribe(now -> requestLayout());
    }

    /**
     * Gives the scene every sheet of the window at once, and while it is empty: each one that comes later has all nodes looked
     * at again, and what comes with it is styled before it finds colours.
     */
    static void dress(Scene empty) {
        empty.getStylesheets().addAll(SHEETS.stream()
                .map(sheet -> Objects.requireNonNull(MainView.class.getResource(sheet), sheet).toExternalForm())
                .toList());
    }

    /** The conversation, built and put beside the list if it is not there yet. */
    ThreadPane thread() {
        if (thread == null) {
            thread = pages.thread().get();
            getChildren().add(getChildren().indexOf(handle), thread);
            requestLayout();
        }
        return thread;
    }

    /** The conversation if it was ever wanted. */
    Optional<ThreadPane> builtThread() {
        return Optional.ofNullable(thread);
    }

    void closeThread() {
        builtThread().ifPresent(ThreadPane::close);
    }

    /** Whether the details are wanted beside the conversation; as remembered as long as that was never built. */
    boolean detailsShown(boolean remembered) {
        return thread == null ? remembered : thread.detailsShownProperty().get();
    }

    ConnectPage connect() {
        return page(Page.CONNECT, ConnectPage.class);
    }

    private static boolean isInList(Node node) {
        Node at = node;
        while (at != null && !(at instanceof ListView)) {
            at = at.getParent();
        }
        return at != null;
    }

    private <T extends Region> T page(Page which, Class<T> type) {
        Region there = built.get(which);
        if (there == null) {
            there = Objects.requireNonNull(pages.pages().get(which)).get();
            built.put(which, there);
            there.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
                // A list keeps it to itself, also from what stands in its rows.
                if (key.getCode() == KeyCode.ESCAPE && key.getTarget() instanceof Node target && isInList(target)) {
                    pages.back().run();
                    key.consume();
                }
            });
            // Notices and status stay above every page.
            getChildren().add(getChildren().indexOf(parts.notice()), there);
        }
        return type.cast(there);
    }

    /** Puts the keyboard where a page that was asked for begins. */
    void takeKeyboard(Page shown) {
        if (shown != Page.INBOX) {
            // What scrolls holds nothing before it has its skin.
            page(shown, Region.class).applyCss();
        }
        switch (shown) {
            case INBOX -> parts.inbox().focusList();
            case TEMPLATES -> page(shown, TemplatesPage.class).focusSearch();
            case CONNECT -> connect().focusToken();
            case PLANNED -> page(shown, PlannedPage.class).takeKeyboard();
            case HELP -> page(shown, HelpPage.class).takeKeyboard();
            case ABOUT -> page(shown, AboutPage.class).takeKeyboard();
            case SETTINGS, HEALTH -> Keyboard.enter(page(shown, Region.class));
        }
    }

    ShortcutsSheet shortcuts() {
        if (shortcuts == null) {
            shortcuts = pages.shortcuts().get();
            shortcuts.setVisible(false);
            getChildren().add(shortcuts);
        }
        return shortcuts;
    }

    void showShortcuts() {
        if (!shortcuts().isVisible()) {
            beforeSheet = getScene().getFocusOwner();
        }
        shortcuts().setVisible(true);
        shortcuts().open();
    }

    /** Closes what lies over the page, the shortcuts or the jobs; says whether something did. */
    boolean closeSheet() {
        if (shortcuts != null && shortcuts.isVisible()) {
            shortcuts.setVisible(false);
            if (!Keyboard.giveBack(beforeSheet)) {
                takeKeyboard(page.get());
            }
            beforeSheet = null;
            return true;
        }
        boolean jobsClose = jobsShown();
        if (jobsClose) {
            hideJobs();
        }
        return jobsClose;
    }

    private boolean jobsShown() {
        return jobs != null && jobs.isVisible();
    }

    /** Opens the list of what runs in the background, or closes it. */
    void toggleJobs() {
        if (jobsShown()) {
            hideJobs();
            return;
        }
        if (jobs == null) {
            jobs = pages.jobs().get();
            getChildren().add(jobs);
        }
        jobs.open();
        requestLayout();
    }

    /** Closes the list of what runs; the keyboard goes back to the words that opened it, if they are still there. */
    void hideJobs() {
        if (jobs != null) {
            boolean hadKeyboard = jobs.hasKeyboard();
            jobs.hide();
            if (hadKeyboard && !parts.status().focusJobs()) {
                takeKeyboard(page.get());
            }
        }
    }

    private boolean beside(MouseEvent press) {
        return jobs != null && !jobs.contains(jobs.sceneToLocal(press.getSceneX(), press.getSceneY()));
    }

    /**
     * One step back: closes a sheet, leaves a page, gives the list its turn or the keyboard.
     *
     * @param home shows the inbox
     * @return whether there was such a step
     */
    boolean stepBack(Runnable home) {
        if (closeSheet()) {
            return true;
        }
        boolean inbox = page.get() == Page.INBOX;
        boolean turns = inbox && takesTurns();
        if (!inbox) {
            home.run();
        } else if (turns || !parts.inbox().isListFocused()) {
            if (turns) {
                setReading(false);
            }
            parts.inbox().focusList();
        } else {
            return false;
        }
        return true;
    }

    /** Goes on with what is typed in another window's pages and kept nowhere; that window may be closed. */
    void resume(MainView before) {
        if (before.built.get(Page.TEMPLATES) instanceof TemplatesPage old && !old.unfinished().isEmpty()) {
            page(Page.TEMPLATES, TemplatesPage.class).resume(old.unfinished());
        }
        if (before.built.get(Page.SETTINGS) instanceof SettingsPage old) {
            page(Page.SETTINGS, SettingsPage.class).resume(old.unfinished());
        }
        arrange();
    }

    ObjectProperty<Page> pageProperty() {
        return page;
    }

    /** As the user drew it, pixels. */
    DoubleProperty sidebarWidthProperty() {
        return sidebarWidth;
    }

    /** Whether there is a rail: not before the first account. */
    void setRailShown(boolean shown) {
        railShown = shown;
        requestLayout();
    }

    /** In a narrow window, whether the conversation has its turn. */
    void setReading(boolean conversation) {
        reading = conversation;
        arrange();
    }

    /** Whether list and conversation take turns now. */
    boolean takesTurns() {
        return getWidth() < TURNS_BELOW;
    }

    /** At once, because the keyboard goes only to what is visible. */
    private void arrange() {
        requestLayout();
        if (getScene() != null) {
            layout();
        }
    }

    private void drag(MouseEvent drag) {
        double x = sceneToLocal(drag.getSceneX(), 0).getX();
        sidebarWidth.set(Math.clamp(x - Rail.WIDTH, SIDEBAR_LEAST, SIDEBAR_MOST));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight() - StatusBar.HEIGHT;
        double top = parts.notice().isVisible() ? Math.ceil(parts.notice().prefHeight(width)) : 0;
        if (parts.notice().isVisible()) {
            parts.notice().resizeRelocate(0, 0, width, top);
        }
        boolean inbox = page.get() == Page.INBOX;
        boolean turns = width < TURNS_BELOW;
        boolean list = inbox && !(turns && reading);
        double left = railShown ? Rail.WIDTH : 0;
        place(parts.rail(), railShown, 0, top, left, height - top);
        double sidebar = turns ? width - left : Math.clamp(sidebarWidth.get(), SIDEBAR_LEAST, SIDEBAR_MOST);
        place(parts.inbox(), list, left, top, sidebar, height - top);
        double threadLeft = turns ? left : left + sidebar;
        if (thread != null) {
            thread.detailsFitProperty().set(width >= NO_DETAILS_BELOW);
            place(thread, inbox && (!turns || reading), threadLeft, top, width - threadLeft, height - top);
        }
        place(handle, inbox && !turns, threadLeft - HANDLE / 2, top, HANDLE, height - top);
        built.forEach((which, node) -> place(node, page.get() == which, left, top, width - left, height - top));
        parts.status().resizeRelocate(0, height, width, StatusBar.HEIGHT);
        if (jobs != null) {
            double wide = Math.min(JobsPanel.WIDTH, width - 2 * BESIDE_JOBS);
            double high = Math.min(jobs.prefHeight(wide), height - 2 * BESIDE_JOBS);
            double x = Math.clamp(parts.status().jobsX(), BESIDE_JOBS, width - wide - BESIDE_JOBS);
            jobs.resizeRelocate(x, height - high - BESIDE_JOBS, wide, high);
        }
        if (shortcuts != null) {
            shortcuts.resizeRelocate(0, 0, width, getHeight());
        }
    }

    private static void place(Node node, boolean shown, double x, double y, double width, double height) {
        node.setVisible(shown);
        if (shown) {
            node.resizeRelocate(x, y, width, height);
        }
    }
}
