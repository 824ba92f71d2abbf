/** The conversation: timeline, composer, reply-window indicator, details. */
@NullMarked
package app.ajar.ui.thread;

import org.jspecify.annotations.NullMarked;
