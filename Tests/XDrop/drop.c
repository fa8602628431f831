#include "XDrop.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  Display *display;
  Window own, target;
  Atom selection, uriList;
  const char *uri;
} Drag;

static Atom atom(const Drag *drag, const char *name) {
  return XInternAtom(drag->display, name, False);
}

// A message of the protocol; the first word is always the source.
static void tell(const Drag *drag, const char *type, long a, long b, long c, long d) {
  XEvent event;
  memset(&event, 0, sizeof event);
  event.xclient.type = ClientMessage;
  event.xclient.window = drag->target;
  event.xclient.message_type = atom(drag, type);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long)drag->own;
  event.xclient.data.l[1] = a;
  event.xclient.data.l[2] = b;
  event.xclient.data.l[3] = c;
  event.xclient.data.l[4] = d;
  XSendEvent(drag->display, drag->target, False, NoEventMask, &event);
  XFlush(drag->display);
}

// The window asks for the names of the files.
static void answer(const Drag *drag, const XSelectionRequestEvent *request) {
  XEvent event;
  memset(&event, 0, sizeof event);
  event.xselection.type = SelectionNotify;
  event.xselection.requestor = request->requestor;
  event.xselection.selection = request->selection;
  event.xselection.target = request->target;
  event.xselection.time = request->time;
  if (request->target == drag->uriList) {
    XChangeProperty(drag->display, request->requestor, request->property, drag->uriList, 8,
                    PropModeReplace, (const unsigned char *)drag->uri, (int)strlen(drag->uri));
    event.xselection.property = request->property;
  }
  XSendEvent(drag->display, request->requestor, False, NoEventMask, &event);
  XFlush(drag->display);
}

// Waits for a message of the window, and answers its questions meanwhile.
static int hear(const Drag *drag, const char *type) {
  Atom wanted = atom(drag, type);
  for (int turn = 0; turn < 1000; turn++) {
    while (XPending(drag->display)) {
      XEvent event;
      XNextEvent(drag->display, &event);
      if (event.type == SelectionRequest) answer(drag, &event.xselectionrequest);
      if (event.type == ClientMessage && event.xclient.message_type == wanted) return 1;
    }
    usleep(10000);
  }
  return 0;
}

int fovea_tests_drop(const char *display, unsigned long window, const char *uri) {
  Drag drag = {.display = XOpenDisplay(display), .target = window, .uri = uri};
  if (!drag.display) return 0;
  drag.own = XCreateSimpleWindow(drag.display, DefaultRootWindow(drag.display), 0, 0, 1, 1, 0, 0, 0);
  drag.selection = atom(&drag, "XdndSelection");
  drag.uriList = atom(&drag, "text/uri-list");
  XSetSelectionOwner(drag.display, drag.selection, drag.own, CurrentTime);
  tell(&drag, "XdndEnter", 5L << 24, (long)drag.uriList, 0, 0);
  tell(&drag, "XdndPosition", 0, 10L << 16 | 10, CurrentTime, (long)atom(&drag, "XdndActionCopy"));
  int done = hear(&drag, "XdndStatus");
  if (done) {
    tell(&drag, "XdndDrop", 0, CurrentTime, 0, 0);
    done = hear(&drag, "XdndFinished");
  }
  XCloseDisplay(drag.display);
  return done;
}
