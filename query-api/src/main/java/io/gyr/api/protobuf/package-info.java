/** Reading Protocol Buffers that strangers send, without generated classes. */
@NullMarked
package io.gyr.api.protobuf;

import org.jspecify.annotations.NullMarked;
