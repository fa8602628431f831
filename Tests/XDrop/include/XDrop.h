// Lets a file fall onto a window of an X server, as file managers do.
#ifndef FOVEA_TESTS_XDROP_H
#define FOVEA_TESTS_XDROP_H

/// Follows the XDND protocol, version 5, as the source. Returns 1 when the window has taken the file, 0 when
/// it does not within ten seconds.
///
/// - display: as in DISPLAY.
/// - window: its X number.
/// - uri: `file://` and a path without characters that are escaped.
int fovea_tests_drop(const char *display, unsigned long window, const char *uri);

#endif
