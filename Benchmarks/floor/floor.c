/* The floor under a run: what must be done to the finished files, in C and by two threads.
 *
 *   floor [-n] [-t THREADS] TREE NEW [FOLDER=XSD …]
 *
 * Reads TREE into memory, starts the clock, validates each file (XML: libxml2's XSD stream; HTML: its SAX parser
 * without a handler, after the DOCTYPE), writes all below NEW-part (openat, write, close), calls syncfs once, renames
 * the folder to NEW, stops the clock. -n leaves the validation out. FOLDER=XSD names the schema of the XML in and below folders whose
 * path ends so; XML without a schema is only parsed. Prints milliseconds, files, bytes. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SCHEMAS = 16, MOST_FOLDERS = 16384 };

struct file { char *name; char *bytes; size_t size; int folder; };
struct folder { char *path; int descriptor; int schema; };
struct schema { char *folder; xmlSchemaPtr parsed; };

static struct file *files;
static size_t count, room;
static struct folder folders[MOST_FOLDERS];
static int folder_count;
static struct schema schemas[MOST_SCHEMAS];
static int schema_count;
static size_t tree_length;
static int validates = 1;
static atomic_size_t next_file;
static atomic_int failures;

static void stop(const char *what) { perror(what); exit(1); }
static void be_silent(void *data, const char *format, ...) { (void)data; (void)format; }

static int ends_with(const char *name, const char *end) {
    size_t a = strlen(name), b = strlen(end);
    return a >= b && strcmp(name + a - b, end) == 0;
}

/* Whether a path, or a folder it lies in, ends with the parts of another. */
static int is_below(const char *path, const char *end) {
    size_t length = strlen(end);
    for (const char *found = path; (found = strstr(found, end)); found++)
        if ((found == path || found[-1] == '/') && (found[length] == 0 || found[length] == '/')) return 1;
    return 0;
}

static int folder_of(const char *path, const char *leaf) {
    size_t length = leaf > path ? (size_t)(leaf - path - 1) : 0;
    for (int i = 0; i < folder_count; i++)
        if (strlen(folders[i].path) == length && strncmp(folders[i].path, path, length) == 0) return i;
    if (folder_count == MOST_FOLDERS) { fputs("too many folders\n", stderr); exit(1); }
    struct folder *new = &folders[folder_count];
    new->path = strndup(path, length);
    new->schema = -1;
    for (int i = 0; i < schema_count; i++)
        if (is_below(new->path, schemas[i].folder)) new->schema = i;
    return folder_count++;
}

static int load(const char *path, const struct stat *status, int kind, struct FTW *where) {
    (void)where;
    if (kind != FTW_F) return 0;
    const char *relative = path + tree_length + 1, *slash = strrchr(relative, '/');
    const char *leaf = slash ? slash + 1 : relative;
    if (count == room) files = realloc(files, (room = room ? room * 2 : 1024) * sizeof *files);
    struct file *file = &files[count++];
    file->name = strdup(leaf);
    file->size = status->st_size;
    file->bytes = malloc(file->size + 1);
    file->folder = folder_of(relative, leaf);
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0 || read(descriptor, file->bytes, file->size) != (ssize_t)file->size) stop(path);
    close(descriptor);
    return 0;
}

static int is_valid(const struct file *file, xmlSchemaValidCtxtPtr *validators) {
    int isPage = ends_with(file->name, ".html"), schema = folders[file->folder].schema;
    if (!isPage && !ends_with(file->name, ".xml")) return 1;
    if (isPage || schema < 0) {
        static const char doctype[] = "<!DOCTYPE html>";
        size_t skip = isPage ? sizeof doctype - 1 : 0;
        xmlSAXHandler none = {.initialized = XML_SAX2_MAGIC};
        return file->size > skip && memcmp(file->bytes, doctype, skip) == 0 &&
               xmlSAXUserParseMemory(&none, NULL, file->bytes + skip, file->size - skip) == 0;
    }
    if (!validators[schema]) validators[schema] = xmlSchemaNewValidCtxt(schemas[schema].parsed);
    xmlParserInputBufferPtr input =
        xmlParserInputBufferCreateMem(file->bytes, file->size, XML_CHAR_ENCODING_UTF8);
    xmlSAXHandler none = {.initialized = XML_SAX2_MAGIC};
    return xmlSchemaValidateStream(validators[schema], input, XML_CHAR_ENCODING_UTF8, &none, NULL) == 0;
}

static void put(const struct file *file) {
    int descriptor = openat(folders[file->folder].descriptor, file->name, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (descriptor < 0) stop(file->name);
    for (size_t done = 0; done < file->size;) {
        ssize_t written = write(descriptor, file->bytes + done, file->size - done);
        if (written <= 0) stop(file->name);
        done += written;
    }
    if (close(descriptor) != 0) stop(file->name);
}

static void *work(void *unused) {
    (void)unused;
    xmlSchemaValidCtxtPtr validators[MOST_SCHEMAS] = {0};
    for (size_t i; (i = atomic_fetch_add(&next_file, 1)) < count;) {
        if (validates && !is_valid(&files[i], validators)) {
            fprintf(stderr, "not valid: %s\n", files[i].name);
            failures++;
        }
        put(&files[i]);
    }
    for (int i = 0; i < MOST_SCHEMAS; i++)
        if (validators[i]) xmlSchemaFreeValidCtxt(validators[i]);
    return NULL;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
    int threads = 2, option;
    while ((option = getopt(argc, argv, "nt:")) != -1) {
        if (option == 'n') validates = 0;
        else if (option == 't') threads = atoi(optarg);
        else return 64;
    }
    if (argc - optind < 2 || threads < 1 || threads > 64) return 64;
    char *tree = argv[optind], *new = argv[optind + 1], part[4096];
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, be_silent);
    for (int i = optind + 2; i < argc && schema_count < MOST_SCHEMAS; i++) {
        char *equals = strchr(argv[i], '=');
        if (!equals) return 64;
        *equals = 0;
        xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(equals + 1);
        schemas[schema_count].folder = argv[i];
        schemas[schema_count].parsed = xmlSchemaParse(parser);
        if (!schemas[schema_count++].parsed) { fprintf(stderr, "bad XSD: %s\n", equals + 1); return 1; }
        xmlSchemaFreeParserCtxt(parser);
    }
    tree_length = strlen(tree);
    if (nftw(tree, load, 32, FTW_PHYS) != 0) stop(tree);

    double start = now();
    size_t bytes = 0;
    snprintf(part, sizeof part, "%s-part", new);
    if (mkdir(part, 0700) != 0) stop(part);
    for (int i = 0; i < folder_count; i++) {
        char path[8192];
        snprintf(path, sizeof path, "%s/%s", part, folders[i].path);
        for (char *slash = path + strlen(part) + 1; (slash = strchr(slash, '/')); slash++) {
            *slash = 0;
            mkdir(path, 0700);
            *slash = '/';
        }
        mkdir(path, 0700);
        if ((folders[i].descriptor = open(path, O_RDONLY | O_DIRECTORY)) < 0) stop(path);
    }
    pthread_t workers[64];
    for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, work, NULL);
    for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
    if (syncfs(folders[0].descriptor) != 0) stop("syncfs");
    if (rename(part, new) != 0) stop(new);
    double end = now();
    for (size_t i = 0; i < count; i++) bytes += files[i].size;
    printf("%.1f %zu %zu\n", end - start, count, bytes);
    return failures ? 1 : 0;
}
