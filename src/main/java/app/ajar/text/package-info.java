/** The message bundle, dates, relative times and byte counts: everything a person reads is worded here. */
@NullMarked
package app.ajar.text;

import org.jspecify.annotations.NullMarked;
