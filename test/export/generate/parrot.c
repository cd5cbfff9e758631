/*
 * A driver that does what the tests expect, because it reads them. PARROT says what it does wrong, and PARROT_AT when:
 * at which expectation, from 1. With PARROT=calls it calls NDIS from within deliver.
 */
#include "condis_suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct condis_suite *suite;
static const struct condis_test *test;
static const struct condis_line *const *lines;
static size_t count, place, section, expectations;
static struct condis_crossing queue;
static int has_queued;
static char names[8][64];
static const char *own[8];

static int is(const char *mode) {
  const char *wish = getenv("PARROT");
  return wish != NULL && strcmp(wish, mode) == 0;
}

static int is_now(void) {
  const char *at = getenv("PARROT_AT");
  return expectations == (at == NULL ? 1 : strtoul(at, NULL, 10));
}

static int start(void *self, const struct condis_suite *of, const struct condis_test *one) {
  (void)self;
  suite = of;
  test = one;
  lines = of->opening;
  count = of->opening_count;
  place = section = expectations = 0;
  has_queued = 0;
  return is("dead") ? 1 : 0;
}

static int is_due(void) { return place < count && lines[place]->kind == CONDIS_EXPECT; }

/* What is due now, or what is wrong instead. */
static void take(struct condis_crossing *seen) {
  const struct condis_line *line = lines[place++];
  size_t n;
  *seen = *line->crossings[0];
  expectations += 1;
  if (is("otherwise") && line->crossing_count > 1) *seen = *line->crossings[1];
  if (is("status") && is_now()) {
    if (seen->kind == CONDIS_RETURN) seen->status = CONDIS_STATUS_RESET_START;
    else seen->fn = CONDIS_FN_NdisCoGetTapiCallId;
  }
  if (is("handle") && seen->args.vc != NULL) seen->args.vc = "vc77";
  if (is("brief")) memset(&seen->args, 0, sizeof seen->args);
  for (n = 0; is("names") && n < seen->args.nbl_count && n < 8; n += 1) {
    const char *name = seen->args.nbl[n];
    if (strstr(name, "-tx") == NULL) return;
    sprintf(names[n], "0x%lx", (unsigned long)(size_t)name);
    own[n] = names[n];
    if (n + 1 == seen->args.nbl_count) seen->args.nbl = own;
  }
}

static void act(void) {
  while (is("calls") && is_due() && !has_queued) {
    struct condis_crossing seen;
    take(&seen);
    if (seen.kind == CONDIS_RETURN) {
      queue = seen;
      has_queued = 1;
      return;
    }
    if (condis_call(&seen) == NULL) return;
    place += 1;
  }
}

static int deliver(void *self, const struct condis_line *line) {
  (void)self;
  while (place == count && section < test->step_count) {
    lines = test->steps[section]->lines;
    count = test->steps[section]->line_count;
    place = 0;
    section += 1;
  }
  if (place >= count || lines[place] != line) return 1;
  place += 1;
  if (line->kind == CONDIS_CALLBACK && line->crossings[0]->args.nbl_count > 0 && is("names") &&
      strstr(line->crossings[0]->args.nbl[0], "-tx") != NULL &&
      strncmp(condis_name_of('n', line->crossings[0]->args.nbl[0]), "0x", 2) != 0)
    return 1;
  act();
  return 0;
}

static int collect(void *self, struct condis_crossing *seen) {
  (void)self;
  if (has_queued) {
    *seen = queue;
    has_queued = 0;
    return 1;
  }
  if (!is_due()) {
    if (!is("more") || section != 2) return 0;
    seen->fn = CONDIS_FN_NdisCoDeleteVc;
    return 1;
  }
  if (is("silent") && section == 1) return 0;
  take(seen);
  return 1;
}

static int settle(void *self) {
  (void)self;
  return is("restless") ? 1 : 0;
}

static void stop(void *self) { (void)self; }

const struct condis_harness condis_harness = {NULL, start, deliver, collect, settle, stop};
