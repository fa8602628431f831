// Reads what hands and eyes do, and tells what of it holds now.
#include "script.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_lines = 64 };

struct Line {
  int first, last, hand, count;
  char kind[16], action[16];
  float from[script_values], to[script_values];
};

static struct Line lines[most_lines];
static int line_count = -1;
static int frame;

static int hand_of(const char *name) {
  return strcmp(name, "left") == 0 ? 0 : strcmp(name, "right") == 0 ? 1 : -1;
}

static void read_line(const char *text) {
  struct Line line = {0};
  char hand[16];
  int used = 0;
  if (line_count >= most_lines ||
      sscanf(text, "%d %d %15s %15s %15s %n", &line.first, &line.last, line.kind, line.action, hand,
             &used) < 5) {
    return;
  }
  line.hand = hand_of(hand);
  const char *rest = text + used;
  float *values = line.from;
  int index = 0, length = 0;
  float value;
  bool isMoving = false;
  while (true) {
    if (index < script_values && sscanf(rest, "%f%n", &value, &length) == 1) {
      values[index++] = value;
      rest += length;
    } else if (!isMoving && sscanf(rest, " to%n", &length) == 0 && length > 0) {
      isMoving = true;
      values = line.to;
      index = 0;
      rest += length;
    } else {
      break;
    }
    length = 0;
  }
  if (!isMoving) { memcpy(line.to, line.from, sizeof(line.to)); }
  lines[line_count++] = line;
}

static void read_script(void) {
  if (line_count >= 0) { return; }
  line_count = 0;
  const char *path = getenv("FOVEA_LAYER_INPUT");
  FILE *file = path == NULL ? NULL : fopen(path, "r");
  if (file == NULL) { return; }
  char text[256];
  while (fgets(text, sizeof(text), file) != NULL) { read_line(text); }
  fclose(file);
}

bool script_exists(void) {
  read_script();
  return line_count > 0;
}

void script_advance(void) { ++frame; }

bool script_find(const char *kind, const char *action, int hand, float values[script_values]) {
  read_script();
  for (int index = 0; index < line_count; ++index) {
    const struct Line *line = &lines[index];
    if (frame < line->first || frame > line->last || strcmp(line->kind, kind) != 0 ||
        strcmp(line->action, action) != 0 || (hand >= 0 && line->hand >= 0 && line->hand != hand)) {
      continue;
    }
    const int span = line->last - line->first;
    const float t = span > 0 ? (float)(frame - line->first) / (float)span : 0;
    for (int i = 0; i < script_values; ++i) {
      values[i] = line->from[i] + (line->to[i] - line->from[i]) * t;
    }
    return true;
  }
  return false;
}

XrQuaternionf script_multiply(XrQuaternionf a, XrQuaternionf b) {
  const XrQuaternionf q = {
      a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y, a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
      a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w, a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z};
  return q;
}

XrQuaternionf script_turn(float yaw, float pitch) {
  const float half = 3.14159265f / 360;
  const XrQuaternionf left = {0, sinf(yaw * half), 0, cosf(yaw * half)};
  const XrQuaternionf up = {sinf(pitch * half), 0, 0, cosf(pitch * half)};
  return script_multiply(left, up);
}

XrVector3f script_rotate(XrQuaternionf by, XrVector3f v) {
  const XrQuaternionf p = {v.x, v.y, v.z, 0};
  const XrQuaternionf back = {-by.x, -by.y, -by.z, by.w};
  const XrQuaternionf q = script_multiply(script_multiply(by, p), back);
  const XrVector3f result = {q.x, q.y, q.z};
  return result;
}
