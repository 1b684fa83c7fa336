#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

// Debian's libzmq has this option but its header shows it to draft builds only.
static const int zmq_zap_enforce_domain = 93;

// libsodium's, which libzmq is linked with anyway: see Sources/Transport/ZeroMQ/SharedSecret.swift.
int crypto_box_curve25519xsalsa20poly1305_beforenm(
    unsigned char *shared, const unsigned char *public_key, const unsigned char *secret_key);
