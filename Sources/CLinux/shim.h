/* Calls that Swift's Glibc module leaves out: they need _GNU_SOURCE or take variable arguments. */
#include <malloc.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline long yardstick_renameat2(int from, const char *old, int to, const char *fresh, unsigned flags) {
    return syscall(SYS_renameat2, from, old, to, fresh, flags);
}

static inline int yardstick_syncfs(int descriptor) { return (int)syscall(SYS_syncfs, descriptor); }

static inline int yardstick_refuse_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/* glibc's malloc maps blocks from this size on by themselves, now and for good. */
static inline int yardstick_map_blocks_from(int size) { return mallopt(M_MMAP_THRESHOLD, size); }

static inline int yardstick_give_back_freed(void) { return malloc_trim(0); }

/* How many processors the process may use; 0 when the kernel has more than the set has room for. */
static inline int yardstick_allowed_processors(void) {
    unsigned long set[16];
    long filled = syscall(SYS_sched_getaffinity, 0, sizeof set, set);
    int count = 0;
    for (long word = 0; word < filled / (long)sizeof *set; word++) count += __builtin_popcountl(set[word]);
    return count;
}

/* A file in memory, for libraries that write to a path only (/proc/self/fd/N). 1 is MFD_CLOEXEC. */
static inline int yardstick_memory_file(void) { return (int)syscall(SYS_memfd_create, "yardstick", 1u); }

/* Every descriptor from the given one on is closed in the child. */
static inline int yardstick_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/* glibc declares it for GNU sources only. */
void *memmem(const void *page, size_t size, const void *wanted, size_t length);

static inline const void *yardstick_find(const void *page, long size, const void *wanted, long length) {
    return memmem(page, (size_t)size, wanted, (size_t)length);
}
