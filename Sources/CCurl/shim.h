#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, and Swift does not import variadic C
// functions. One typed function for each type of argument that we pass.

/// What libcurl hands received bytes to. Taking fewer than size * count ends the transfer.
typedef size_t (*ccurl_take)(char *bytes, size_t size, size_t count, void *context);
/// What libcurl fetches bytes to send from. Gives how many it wrote, 0 at the end.
typedef size_t (*ccurl_give)(char *buffer, size_t size, size_t count, void *context);
/// What libcurl tells how far it is. Anything but 0 ends the transfer.
typedef int (*ccurl_watch)(
    void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up);

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_bytes(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_context(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_take(CURL *handle, CURLoption option, ccurl_take value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_give(CURL *handle, CURLoption option, ccurl_give value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_watch(CURL *handle, CURLoption option, ccurl_watch value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

// A macro with a cast, which Swift does not import either.
static inline CURLcode ccurl_start(void) {
    return curl_global_init(CURL_GLOBAL_ALL);
}
