/** How true the picture of each account is: the page with the details, the light in the rail, what sync did. */
@NullMarked
package app.ajar.ui.health;

import org.jspecify.annotations.NullMarked;
