/**
 * Reading scap capture files, which Falco and sysdig write.
 *
 * <p>The layout, byte by byte. A file is plain or one gzip stream (RFC 1952, several members
 * allowed). All numbers are little endian. It is a series of blocks of the pcapng kind:
 *
 * <pre>
 * block        u32 type, u32 total length L, L - 12 bytes of content, u32 L again
 * section      type 0x0a0d0d0a: u32 0x1a2b3c4d, u16 major (1), u16 minor (0 to 2), u64 length or -1, options
 * machine      0x201 (0x8002ab01): u32 processors, u64 memory, u64 largest pid, 128 bytes host name,
 *              u64 time of boot in ns since 1970, u64 flags, 16 bytes reserved
 * threads      0x202 v1, 0x207 v2, 0x209 v3, 0x210 v4, 0x211 v5, 0x212 v6, 0x213 v7, 0x214 v8, 0x215 v9
 *              (0x8002ab02, 0x8002ab07, 0x8002ab09 are v1 to v3): entries, see {@link io.gyr.scap.ThreadListReader}
 * descriptors  0x203 v1 (0x8002ab03), 0x218 v2: u64 thread id, entries, see {@link io.gyr.scap.FdListReader}
 * event        0x204 (0x8002ab04) v1, 0x216 v2, 0x221 v2 large: u16 processor, event
 * with flags   0x208 v1, 0x217 v2, 0x222 v2 large: u16 processor, u32 flags, event
 * interfaces   0x205 (0x8002ab05) v1, 0x219 v2: entries, see {@link io.gyr.scap.InterfaceListReader}
 * users        0x206 (0x8002ab06) v1, 0x220 v2: entries, see {@link io.gyr.scap.UserListReader}
 * event        u64 time in ns since 1970, u64 thread id, u32 length of it all, u16 code, u32 parameters (not in v1),
 *              a length for each parameter (u16, for codes with large payload u32), the parameters one after the other
 * </pre>
 *
 * <p>The tables stand before the first event. Blocks of other types are passed over. A second
 * section begins a capture of its own with new tables. Source: falcosecurity/libs 0.25,
 * userspace/libscap (scap_savefile_api.h, engine/savefile/scap_savefile.c).
 */
@NullMarked
package io.gyr.scap;

import org.jspecify.annotations.NullMarked;
