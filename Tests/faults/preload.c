// What strace cannot inject: short writes, a wrong clock (time() never reaches the kernel), another file system.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

ssize_t write(int descriptor, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return real(descriptor, bytes, getenv("FAULT_SHORT") && count > 1 ? 1 : count);
}

time_t time(time_t *result) {
    static time_t (*real)(time_t *);
    if (!real) real = (time_t (*)(time_t *))dlsym(RTLD_NEXT, "time");
    const char *fixed = getenv("FAULT_CLOCK");
    time_t now = fixed ? (time_t)atoll(fixed) : real(NULL);
    if (result) *result = now;
    return now;
}

int fstatfs(int descriptor, struct statfs *status) {
    static int (*real)(int, struct statfs *);
    if (!real) real = (int (*)(int, struct statfs *))dlsym(RTLD_NEXT, "fstatfs");
    int result = real(descriptor, status);
    const char *magic = getenv("FAULT_MAGIC");
    if (result == 0 && magic) status->f_type = strtoul(magic, NULL, 16);
    return result;
}
