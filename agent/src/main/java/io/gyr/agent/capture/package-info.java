/** System calls out of the kernel: eBPF, its ring, and the records made of its events. */
@NullMarked
package io.gyr.agent.capture;

import org.jspecify.annotations.NullMarked;
