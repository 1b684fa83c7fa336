#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

// Debian's libzmq has this option but its header shows it to draft builds only.
static const int zmq_zap_enforce_domain = 93;
