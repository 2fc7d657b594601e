/** Child processes: started, watched, restarted, stopped. */
@NullMarked
package io.gyr.standalone.process;

import org.jspecify.annotations.NullMarked;
