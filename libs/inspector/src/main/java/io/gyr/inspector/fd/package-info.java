/** File descriptors and the connections behind them. */
@NullMarked
package io.gyr.inspector.fd;

import org.jspecify.annotations.NullMarked;
