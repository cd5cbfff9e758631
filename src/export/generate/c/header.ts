import { enumerations } from './names.js';

const beginning = String.raw`/*
 * Written by condis generate: tests of a driver for connection-oriented NDIS, as data.
 *
 *   condis_suite.h   what the tests consist of, and what the author of a driver provides
 *   condis_suite.c   the tests
 *   condis_run.c     carries them out, and prints TAP; it has a main unless CONDIS_NO_MAIN is defined
 *
 * The author writes five functions, names them in a constant condis_harness, and compiles all of it with the driver:
 *
 *   cc -std=c99 condis_suite.c condis_run.c harness.c driver.c
 */
#ifndef CONDIS_SUITE_H
#define CONDIS_SUITE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CONDIS_SUITE_VERSION 1
`;

const rest = String.raw`
enum condis_level {
  CONDIS_UNKNOWN_LEVEL = -1,
  CONDIS_PASSIVE_LEVEL = 0,
  CONDIS_APC_LEVEL = 1,
  CONDIS_DISPATCH_LEVEL = 2
};

enum condis_topology { CONDIS_TOPOLOGY_CM, CONDIS_TOPOLOGY_MCM };

/* A test in which everybody keeps to the contract; in which the driver has to refuse; in which a call is forbidden. */
enum condis_test_kind { CONDIS_POSITIVE, CONDIS_REFUSAL, CONDIS_FORBIDDEN };

enum condis_crossing_kind { CONDIS_CALL, CONDIS_RETURN };

enum condis_line_kind {
  CONDIS_EVENT,    /* the user, the hardware or the line of the driver decides: event */
  CONDIS_PATIENCE, /* the driver has waited longer than it waits: actor */
  CONDIS_FORCED,   /* a driver makes a call that it must not make: crossings[0] */
  CONDIS_CALLBACK, /* NDIS calls the driver: crossings[0] */
  CONDIS_REPLY,    /* a call that the driver has made returns to it: crossings[0] */
  CONDIS_EXPECT    /* the driver has to do one of the crossings */
};

struct condis_status_fact {
  const char *name;
  uint32_t code;
};

/* What a crossing carries. NULL, 0 and CONDIS_STATUS_NONE: nothing is said of it. */
struct condis_args {
  const char *af; /* "" is a NULL handle */
  const char *sap;
  const char *vc;
  const char *party;
  const char *const *nbl; /* the names of net buffer lists */
  size_t nbl_count;
  const char *call_parameters;
  enum condis_status status; /* the status argument of a completion or an indication */
  int has_resources_flag;
};

/* Something that crosses the boundary: a function is entered, or it returns. */
struct condis_crossing {
  enum condis_crossing_kind kind;
  enum condis_role from;
  enum condis_role to; /* CONDIS_NOBODY where a function returns */
  enum condis_fn fn;
  enum condis_level level;
  const char *thread;
  struct condis_args args;
  enum condis_status status; /* what a function returns; CONDIS_STATUS_NONE for a void one */
};

struct condis_field {
  const char *name;
  const char *value;
};

/* Something that happens outside of all drivers, such as network.accept. */
struct condis_event {
  const char *type;
  unsigned vc;
  enum condis_level level;
  const struct condis_field *fields; /* what else is known of it; a list is several fields of one name */
  size_t field_count;
};

struct condis_line {
  enum condis_line_kind kind;
  const struct condis_event *event;
  const char *actor;
  /* Of an expectation: any is right, and the first is the one with which the test goes on. */
  const struct condis_crossing *const *crossings;
  size_t crossing_count;
};

struct condis_step {
  const char *text;
  unsigned vc;
  const struct condis_line *const *lines;
  size_t line_count;
  const char *refused; /* the rule by which its last call is refused, or NULL */
};

/* Why a test exists. */
struct condis_reason {
  const char *covers;
  const char *name;
  const char *rule;
  const char *source;
};

struct condis_test {
  const char *id;
  const char *title;
  enum condis_test_kind kind;
  const struct condis_reason *reasons;
  size_t reason_count;
  const struct condis_step *const *steps;
  size_t step_count;
  int is_at_rest; /* at its end nothing is left to be done */
};

struct condis_suite {
  const char *title;
  enum condis_topology topology;
  enum condis_role under_test; /* CONDIS_NOBODY: the whole system */
  const char *strategy;
  const char *seed;
  const struct condis_line *const *opening; /* before every test: how the system is brought up */
  size_t opening_count;
  const struct condis_test *tests;
  size_t test_count;
};

extern const struct condis_suite condis_suite;
extern const char *const condis_role_names[];
extern const char *const condis_fn_names[];
extern const struct condis_status_fact condis_statuses[];

/*
 * What the author of a driver provides. self is handed to every function; each but stop returns 0 if it has worked.
 *
 * Names: a handle that the driver is given bears the name of the script. What the driver makes itself it may name as it
 * likes: the first use of a name tells which it is, and condis_name_of leads back.
 */
struct condis_harness {
  void *self;
  /* A fresh driver, as it is when it has been loaded. */
  int (*start)(void *self, const struct condis_suite *suite, const struct condis_test *test);
  /* Does to the driver what a line says, which is no expectation. What it is given is valid for ever. */
  int (*deliver)(void *self, const struct condis_line *line);
  /*
   * The oldest thing that the driver has done and that was not collected yet: 1, and *seen is filled; or 0. *seen
   * comes empty; kind, fn and, of a return, status have to be said, and what else is left empty is not compared. Its
   * texts must live until the next call of any of these functions.
   */
  int (*collect)(void *self, struct condis_crossing *seen);
  /* Waits until the driver has nothing to do, or cannot go on before a call returns to it. */
  int (*settle)(void *self);
  void (*stop)(void *self);
};

extern const struct condis_harness condis_harness;

/*
 * For a driver that has no threads of its own, and calls NDIS from within deliver: the function of the harness that
 * stands for NDIS hands the call over, everything that the script has inside of it is done, and what NDIS answers is
 * returned. NULL: the test is over, and the driver should give up. A call that is handed over so is not collected.
 */
const struct condis_crossing *condis_call(const struct condis_crossing *call);

/* The driver's own name of what a script names: 'a' af, 's' sap, 'v' vc, 'p' party, 'n' list, 'c' call parameters. */
const char *condis_name_of(char kind, const char *name);

/* Carries out all tests and prints TAP. How many have failed. */
size_t condis_run(const struct condis_suite *suite, const struct condis_harness *harness);

#ifdef __cplusplus
}
#endif

#endif
`;

/** The types of a suite in C, and what the author of a driver provides. */
export const headerText = [beginning, enumerations.join('\n').trimEnd(), rest].join('\n');
