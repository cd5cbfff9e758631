/* Written by condis generate: carries out condis_suite.c on a driver, and prints TAP. */
#include "condis_suite.h"

#include <stdio.h>
#include <string.h>

#define MOST_NAMES 512
#define LONGEST_NAME 128

enum verdict { RUNNING, INCONCLUSIVE, FAILED };

/* A name of the driver, and that of the script for the same thing. */
struct alias {
  char kind;
  const char *due;
  char said[LONGEST_NAME];
};

/* The test that is under way. */
static struct {
  const struct condis_suite *suite;
  const struct condis_harness *harness;
  const struct condis_line *const *lines;
  size_t line_count;
  size_t place;
  const char *step;
  enum verdict verdict;
  struct alias names[MOST_NAMES];
  size_t name_count;
} run;

/* A text on one line; what TAP would take for a directive is escaped. */
static void print_text(const char *text) {
  for (; *text != '\0'; text += 1) {
    unsigned char sign = (unsigned char)*text;
    if (sign == '#' || sign == '\\') putchar('\\');
    if (sign < 0x20 || sign == 0x7f) printf("<%02x>", sign);
    else putchar(sign);
  }
}

static void print_value(const char *name, const char *value, const char **mark) {
  if (value == NULL) return;
  printf("%s%s ", *mark, name);
  print_text(*value == '\0' ? "NULL" : value);
  *mark = ", ";
}

static void print_crossing(const struct condis_crossing *one) {
  const struct condis_args *args = &one->args;
  const char *mark = "";
  size_t n;
  printf("%s %s %s(", condis_role_names[one->from], one->kind == CONDIS_CALL ? "calls" : "returns from",
         condis_fn_names[one->fn]);
  print_value("af", args->af, &mark);
  print_value("sap", args->sap, &mark);
  print_value("vc", args->vc, &mark);
  print_value("party", args->party, &mark);
  for (n = 0; n < args->nbl_count; n += 1) print_value("list", args->nbl[n], &mark);
  print_value("parameters", args->call_parameters, &mark);
  if (args->status != CONDIS_STATUS_NONE) print_value("status", condis_statuses[args->status].name, &mark);
  if (args->has_resources_flag) print_value("flag", "NDIS_RECEIVE_FLAGS_RESOURCES", &mark);
  printf(")");
  if (one->kind == CONDIS_RETURN && one->status != CONDIS_STATUS_NONE)
    printf(" = %s", condis_statuses[one->status].name);
}

/* Ends the test, and says why. The crossings may be missing. */
static void conclude(enum verdict verdict, const char *why, const struct condis_line *due,
                     const struct condis_crossing *seen) {
  size_t n;
  if (run.verdict != RUNNING) return;
  run.verdict = verdict;
  printf("# in ");
  print_text(run.step);
  printf(", line %lu: %s\n", (unsigned long)run.place, why);
  for (n = 0; due != NULL && n < due->crossing_count; n += 1) {
    printf("#   %s ", n == 0 ? "due: " : "or:  ");
    print_crossing(due->crossings[n]);
    printf("\n");
  }
  if (seen != NULL) {
    printf("#   seen: ");
    print_crossing(seen);
    printf("\n");
  }
}

/* Whether a name of the driver may be that of the script: none of the two is known, or both are of the same thing. */
static int may_be(char kind, const char *said, const char *due) {
  size_t n;
  if (said == NULL) return 1;
  if (due == NULL || (*said == '\0') != (*due == '\0') || strlen(said) >= LONGEST_NAME) return 0;
  for (n = 0; n < run.name_count; n += 1) {
    const struct alias *known = &run.names[n];
    if (known->kind != kind) continue;
    if (strcmp(known->said, said) == 0 || strcmp(known->due, due) == 0)
      return strcmp(known->said, said) == 0 && strcmp(known->due, due) == 0;
  }
  return 1;
}

static void bind(char kind, const char *said, const char *due) {
  struct alias *alias;
  size_t n;
  if (said == NULL || due == NULL || *due == '\0' || strlen(said) >= LONGEST_NAME) return;
  for (n = 0; n < run.name_count; n += 1)
    if (run.names[n].kind == kind && strcmp(run.names[n].due, due) == 0) return;
  if (run.name_count == MOST_NAMES) {
    conclude(FAILED, "there are more names than the runner has room for", NULL, NULL);
    return;
  }
  alias = &run.names[run.name_count++];
  alias->kind = kind;
  alias->due = due;
  strcpy(alias->said, said);
}

const char *condis_name_of(char kind, const char *name) {
  size_t n;
  for (n = 0; name != NULL && n < run.name_count; n += 1)
    if (run.names[n].kind == kind && strcmp(run.names[n].due, name) == 0) return run.names[n].said;
  return name;
}

static void bind_all(const struct condis_args *said, const struct condis_args *due) {
  size_t n;
  bind('a', said->af, due->af);
  bind('s', said->sap, due->sap);
  bind('v', said->vc, due->vc);
  bind('p', said->party, due->party);
  bind('c', said->call_parameters, due->call_parameters);
  for (n = 0; n < said->nbl_count && n < due->nbl_count; n += 1) bind('n', said->nbl[n], due->nbl[n]);
}

static int args_match(const struct condis_args *said, const struct condis_args *due) {
  size_t n;
  if (!may_be('a', said->af, due->af) || !may_be('s', said->sap, due->sap) || !may_be('v', said->vc, due->vc) ||
      !may_be('p', said->party, due->party) || !may_be('c', said->call_parameters, due->call_parameters))
    return 0;
  if (said->status != CONDIS_STATUS_NONE && said->status != due->status) return 0;
  if (said->nbl_count == 0) return 1;
  if (said->nbl_count != due->nbl_count) return 0;
  for (n = 0; n < said->nbl_count; n += 1)
    if (!may_be('n', said->nbl[n], due->nbl[n])) return 0;
  return 1;
}

static int matches(const struct condis_crossing *seen, const struct condis_crossing *due) {
  if (seen->kind != due->kind || seen->fn != due->fn) return 0;
  if (seen->from != CONDIS_NOBODY && seen->from != due->from) return 0;
  if (seen->to != CONDIS_NOBODY && seen->to != due->to) return 0;
  if (seen->kind == CONDIS_RETURN && seen->status != due->status) return 0;
  return args_match(&seen->args, &due->args);
}

static void judge(const struct condis_line *line, const struct condis_crossing *seen) {
  size_t n;
  for (n = 0; n < line->crossing_count; n += 1) {
    if (!matches(seen, line->crossings[n])) continue;
    if (n == 0) bind_all(&seen->args, &line->crossings[0]->args);
    else conclude(INCONCLUSIVE, "the driver has chosen otherwise, as it may", line, seen);
    return;
  }
  conclude(FAILED, "the driver does something else", line, seen);
}

/* What the driver has done. 0: nothing, and it will do nothing by itself. */
static int collect(struct condis_crossing *seen) {
  const struct condis_harness *harness = run.harness;
  memset(seen, 0, sizeof *seen);
  if (harness->settle(harness->self) != 0) {
    conclude(FAILED, "the driver does not settle", NULL, NULL);
    return 0;
  }
  return run.verdict == RUNNING && harness->collect(harness->self, seen) != 0;
}

static void expect(const struct condis_line *line) {
  struct condis_crossing seen;
  if (collect(&seen)) judge(line, &seen);
  else conclude(FAILED, "the driver does nothing", line, NULL);
}

static void deliver(const struct condis_line *line) {
  if (line->crossing_count > 0) bind_all(&line->crossings[0]->args, &line->crossings[0]->args);
  if (run.harness->deliver(run.harness->self, line) != 0)
    conclude(FAILED, "the harness could not do this", line, NULL);
}

/* Goes on to the end of the lines, or, inside of a call of the driver, to the line in which that call returns. */
static const struct condis_crossing *play(const struct condis_crossing *inside) {
  while (run.verdict == RUNNING && run.place < run.line_count) {
    const struct condis_line *line = run.lines[run.place++];
    if (line->kind == CONDIS_EXPECT) {
      expect(line);
    } else if (line->kind == CONDIS_REPLY && inside != NULL) {
      bind_all(&line->crossings[0]->args, &line->crossings[0]->args);
      if (line->crossings[0]->fn == inside->fn) return line->crossings[0];
      conclude(FAILED, "another call is to return first", line, inside);
    } else {
      deliver(line);
    }
  }
  if (inside != NULL) conclude(FAILED, "the script ends inside of a call", NULL, inside);
  return NULL;
}

const struct condis_crossing *condis_call(const struct condis_crossing *call) {
  const struct condis_line *line = run.place < run.line_count ? run.lines[run.place] : NULL;
  if (run.verdict != RUNNING) return NULL;
  run.place += 1;
  if (line != NULL && line->kind == CONDIS_EXPECT) judge(line, call);
  else conclude(FAILED, "the driver makes a call that is not due", line, call);
  return play(call);
}

/* All lines of a step, and nothing after them. */
static void play_all(const char *step, const struct condis_line *const *lines, size_t count) {
  struct condis_crossing seen;
  if (run.verdict != RUNNING) return;
  run.step = step;
  run.lines = lines;
  run.line_count = count;
  run.place = 0;
  (void)play(NULL);
  if (run.verdict == RUNNING && collect(&seen))
    conclude(FAILED, "the driver does more than is due", NULL, &seen);
}

static enum verdict run_test(const struct condis_test *test) {
  size_t n;
  run.verdict = RUNNING;
  run.name_count = 0;
  run.place = 0;
  run.line_count = 0;
  run.step = "the beginning";
  if (run.harness->start(run.harness->self, run.suite, test) != 0) {
    conclude(FAILED, "the driver does not start", NULL, NULL);
    return run.verdict;
  }
  play_all("the opening", run.suite->opening, run.suite->opening_count);
  for (n = 0; n < test->step_count; n += 1)
    play_all(test->steps[n]->text, test->steps[n]->lines, test->steps[n]->line_count);
  run.harness->stop(run.harness->self);
  return run.verdict;
}

static void print_reasons(const struct condis_test *test) {
  size_t n;
  for (n = 0; n < test->reason_count; n += 1) {
    const struct condis_reason *reason = &test->reasons[n];
    printf("#   why: %s: ", reason->covers);
    print_text(reason->name);
    if (reason->rule != NULL) printf(", %s", reason->rule);
    if (reason->source != NULL) {
      printf(", ");
      print_text(reason->source);
    }
    printf("\n");
  }
}

size_t condis_run(const struct condis_suite *suite, const struct condis_harness *harness) {
  size_t counts[3] = {0, 0, 0};
  size_t n;
  run.suite = suite;
  run.harness = harness;
  printf("TAP version 13\n1..%lu", (unsigned long)suite->test_count);
  printf("%s\n", suite->test_count == 0 ? " # SKIP no tests" : "");
  for (n = 0; n < suite->test_count; n += 1) {
    const struct condis_test *test = &suite->tests[n];
    enum verdict verdict = run_test(test);
    counts[verdict] += 1;
    printf("%sok %lu - %s ", verdict == FAILED ? "not " : "", (unsigned long)(n + 1), test->id);
    print_text(test->title);
    printf("%s\n", verdict == INCONCLUSIVE ? " # SKIP inconclusive" : "");
    if (verdict == FAILED) print_reasons(test);
    (void)fflush(stdout);
  }
  printf("# %lu passed, %lu inconclusive, %lu failed\n", (unsigned long)counts[RUNNING],
         (unsigned long)counts[INCONCLUSIVE], (unsigned long)counts[FAILED]);
  return counts[FAILED];
}

#ifndef CONDIS_NO_MAIN
int main(void) {
  return condis_run(&condis_suite, &condis_harness) == 0 ? 0 : 1;
}
#endif
