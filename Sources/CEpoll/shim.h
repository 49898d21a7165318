// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.
//
// What Swift cannot import of epoll by itself: epoll_event is packed and holds a union, and accept4 is declared for
// _GNU_SOURCE only.
#pragma once
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

extern int accept4(int, struct sockaddr *, socklen_t *, int);

static inline int cepoll_control(int epoll, int operation, int descriptor, uint32_t events, uint64_t tag) {
    struct epoll_event event;
    event.events = events;
    event.data.u64 = tag;
    return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline uint32_t cepoll_events(const struct epoll_event *event) {
    return event->events;
}

static inline uint64_t cepoll_tag(const struct epoll_event *event) {
    return event->data.u64;
}

static inline int cepoll_accept(int listener) {
    return accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static inline int cepoll_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static inline int cepoll_set(int descriptor, int level, int option, int value) {
    return setsockopt(descriptor, level, option, &value, sizeof value);
}

enum {
    CEPOLL_IN = EPOLLIN,
    CEPOLL_OUT = EPOLLOUT,
    CEPOLL_ERROR = EPOLLERR,
    CEPOLL_HANGUP = EPOLLHUP,
    CEPOLL_PEER_HANGUP = EPOLLRDHUP,
};
