/** How the database's file is looked after: checked before it is opened, brought up to date, copied, set aside and restored. */
@NullMarked
package app.ajar.store.care;

import org.jspecify.annotations.NullMarked;
