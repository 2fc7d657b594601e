/**
 * Captures as events for rules: what libsinsp keeps of threads, descriptors, users and containers,
 * kept the same way, so that rules see on a capture what Falco sees. Source of the behaviour:
 * falcosecurity/libs 0.25, userspace/libsinsp (parsers.cpp, threadinfo.cpp, thread_manager.cpp,
 * fdinfo.cpp).
 */
@NullMarked
package io.gyr.capture;

import org.jspecify.annotations.NullMarked;
