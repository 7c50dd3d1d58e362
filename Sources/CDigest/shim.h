// The running form of SHA-256 is marked as deprecated in OpenSSL 3; it is the one without an allocation.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
