/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
 *
 * The maps, and the piece of memory of each CPU in which an event is built before it is copied into
 * the ring. Every writer checks for room itself and moves `length`, so that the verifier has to
 * understand each of them only once.
 */
#ifndef GYR_SCRATCH_H
#define GYR_SCRATCH_H

#include "gyr_event.h"
#include "gyr_kernel.h"

#define DATA_SIZE 20480
#define STRING_SIZE 4096
#define PATH_SIZE 4096
#define NAME_SIZE 256
/* Beyond `length` there is always this much, so that one bound serves all writers. */
#define SLACK (STRING_SIZE + NAME_SIZE + 16)

struct scratch {
	u32 busy;
	u32 length;
	u64 cgroup;
	u8 data[DATA_SIZE + SLACK];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 16 * 1024 * 1024);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1024);
	__type(key, u32);
	__type(value, u64);
} specs SEC(".maps");

/* Processes of which nothing is wanted: the agent itself, and what its operator names. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, u32);
	__type(value, u8);
} excluded SEC(".maps");

/* Cgroups whose path the agent has been told. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384);
	__type(key, u64);
	__type(value, u8);
} cgroups_told SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, STAT_COUNT);
	__type(key, u32);
	__type(value, u64);
} statistics SEC(".maps");

static __always_inline struct scratch *scratch_of_cpu(void)
{
	u32 zero = 0;
	return bpf_map_lookup_elem(&scratches, &zero);
}

static __always_inline void count(u32 statistic)
{
	u64 *value = bpf_map_lookup_elem(&statistics, &statistic);
	if (value)
		*value += 1;
}

#define U16(scratch, offset) (*(u16 *)((scratch)->data + (offset)))
#define U32(scratch, offset) (*(u32 *)((scratch)->data + (offset)))
#define U64(scratch, offset) (*(u64 *)((scratch)->data + (offset)))
#define ARGUMENT(scratch, i) U64(scratch, 96 + 8 * (i))

/* Where the next field goes; more than DATA_SIZE where there is no room. */
static __always_inline u64 next_field(struct scratch *s)
{
	u64 at = s->length;
	/* Keeps the compiler from reading it again after the check that the verifier relies on. */
	asm volatile("" : "+r"(at));
	if (at > DATA_SIZE)
		U32(s, 76) |= EVENT_FLAG_TRUNCATED;
	return at;
}

static __always_inline void end_field(struct scratch *s, u64 at, u32 tag, u32 argument, u32 size)
{
	U32(s, at) = tag | argument << 8 | size << 16;
	s->length = (at + 4 + size + 7) & ~7U;
}

#endif
