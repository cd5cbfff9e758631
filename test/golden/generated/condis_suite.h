/*
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

/* A driver, or NDIS. */
enum condis_role {
  CONDIS_NOBODY,
  CONDIS_CLIENT,
  CONDIS_CALL_MANAGER,
  CONDIS_MCM,
  CONDIS_MINIPORT,
  CONDIS_NDIS,
  CONDIS_ROLES
};

/* Every function that may cross the boundary. */
enum condis_fn {
  CONDIS_FN_NONE,
  CONDIS_FN_NdisClOpenAddressFamilyEx,
  CONDIS_FN_NdisClCloseAddressFamily,
  CONDIS_FN_NdisClNotifyCloseAddressFamilyComplete,
  CONDIS_FN_ProtocolCoAfRegisterNotify,
  CONDIS_FN_ProtocolClOpenAfCompleteEx,
  CONDIS_FN_ProtocolClCloseAfComplete,
  CONDIS_FN_ProtocolClNotifyCloseAf,
  CONDIS_FN_NdisCmOpenAddressFamilyComplete,
  CONDIS_FN_NdisMCmOpenAddressFamilyComplete,
  CONDIS_FN_NdisCmCloseAddressFamilyComplete,
  CONDIS_FN_NdisMCmCloseAddressFamilyComplete,
  CONDIS_FN_NdisCmNotifyCloseAddressFamily,
  CONDIS_FN_NdisMCmNotifyCloseAddressFamily,
  CONDIS_FN_NdisCmRegisterAddressFamilyEx,
  CONDIS_FN_NdisMCmRegisterAddressFamilyEx,
  CONDIS_FN_ProtocolCmOpenAf,
  CONDIS_FN_ProtocolCmCloseAf,
  CONDIS_FN_ProtocolCmNotifyCloseAfComplete,
  CONDIS_FN_NdisClRegisterSap,
  CONDIS_FN_NdisClDeregisterSap,
  CONDIS_FN_NdisCmRegisterSapComplete,
  CONDIS_FN_NdisMCmRegisterSapComplete,
  CONDIS_FN_NdisCmDeregisterSapComplete,
  CONDIS_FN_NdisMCmDeregisterSapComplete,
  CONDIS_FN_ProtocolClRegisterSapComplete,
  CONDIS_FN_ProtocolClDeregisterSapComplete,
  CONDIS_FN_ProtocolCmRegisterSap,
  CONDIS_FN_ProtocolCmDeregisterSap,
  CONDIS_FN_NdisCoCreateVc,
  CONDIS_FN_NdisCoDeleteVc,
  CONDIS_FN_NdisMCmCreateVc,
  CONDIS_FN_NdisMCmDeleteVc,
  CONDIS_FN_MiniportCoCreateVc,
  CONDIS_FN_MiniportCoDeleteVc,
  CONDIS_FN_ProtocolCoCreateVc,
  CONDIS_FN_ProtocolCoDeleteVc,
  CONDIS_FN_NdisCmActivateVc,
  CONDIS_FN_NdisMCmActivateVc,
  CONDIS_FN_NdisCmDeactivateVc,
  CONDIS_FN_NdisMCmDeactivateVc,
  CONDIS_FN_NdisMCoActivateVcComplete,
  CONDIS_FN_NdisMCoDeactivateVcComplete,
  CONDIS_FN_MiniportCoActivateVc,
  CONDIS_FN_MiniportCoDeactivateVc,
  CONDIS_FN_ProtocolCmActivateVcComplete,
  CONDIS_FN_ProtocolCmDeactivateVcComplete,
  CONDIS_FN_NdisClMakeCall,
  CONDIS_FN_NdisCmMakeCallComplete,
  CONDIS_FN_NdisMCmMakeCallComplete,
  CONDIS_FN_ProtocolClMakeCallComplete,
  CONDIS_FN_ProtocolCmMakeCall,
  CONDIS_FN_NdisClIncomingCallComplete,
  CONDIS_FN_NdisCmDispatchIncomingCall,
  CONDIS_FN_NdisMCmDispatchIncomingCall,
  CONDIS_FN_NdisCmDispatchCallConnected,
  CONDIS_FN_NdisMCmDispatchCallConnected,
  CONDIS_FN_ProtocolClIncomingCall,
  CONDIS_FN_ProtocolClCallConnected,
  CONDIS_FN_ProtocolCmIncomingCallComplete,
  CONDIS_FN_NdisClModifyCallQoS,
  CONDIS_FN_NdisCmModifyCallQoSComplete,
  CONDIS_FN_NdisMCmModifyCallQoSComplete,
  CONDIS_FN_NdisCmDispatchIncomingCallQoSChange,
  CONDIS_FN_NdisMCmDispatchIncomingCallQoSChange,
  CONDIS_FN_ProtocolClModifyCallQoSComplete,
  CONDIS_FN_ProtocolClIncomingCallQoSChange,
  CONDIS_FN_ProtocolCmModifyCallQoS,
  CONDIS_FN_NdisClAddParty,
  CONDIS_FN_NdisClDropParty,
  CONDIS_FN_NdisCmAddPartyComplete,
  CONDIS_FN_NdisMCmAddPartyComplete,
  CONDIS_FN_NdisCmDropPartyComplete,
  CONDIS_FN_NdisMCmDropPartyComplete,
  CONDIS_FN_NdisCmDispatchIncomingDropParty,
  CONDIS_FN_NdisMCmDispatchIncomingDropParty,
  CONDIS_FN_ProtocolClAddPartyComplete,
  CONDIS_FN_ProtocolClDropPartyComplete,
  CONDIS_FN_ProtocolClIncomingDropParty,
  CONDIS_FN_ProtocolCmAddParty,
  CONDIS_FN_ProtocolCmDropParty,
  CONDIS_FN_NdisClCloseCall,
  CONDIS_FN_NdisCmCloseCallComplete,
  CONDIS_FN_NdisMCmCloseCallComplete,
  CONDIS_FN_NdisCmDispatchIncomingCloseCall,
  CONDIS_FN_NdisMCmDispatchIncomingCloseCall,
  CONDIS_FN_ProtocolClCloseCallComplete,
  CONDIS_FN_ProtocolClIncomingCloseCall,
  CONDIS_FN_ProtocolCmCloseCall,
  CONDIS_FN_NdisCoSendNetBufferLists,
  CONDIS_FN_NdisMCoIndicateReceiveNetBufferLists,
  CONDIS_FN_NdisMCoSendNetBufferListsComplete,
  CONDIS_FN_MiniportCoSendNetBufferLists,
  CONDIS_FN_ProtocolCoReceiveNetBufferLists,
  CONDIS_FN_ProtocolCoSendNetBufferListsComplete,
  CONDIS_FN_NdisCoOidRequest,
  CONDIS_FN_NdisCoOidRequestComplete,
  CONDIS_FN_NdisMCmOidRequest,
  CONDIS_FN_NdisMCmOidRequestComplete,
  CONDIS_FN_NdisMCoOidRequestComplete,
  CONDIS_FN_MiniportCoOidRequest,
  CONDIS_FN_ProtocolCoOidRequest,
  CONDIS_FN_ProtocolCoOidRequestComplete,
  CONDIS_FN_NdisCoAssignInstanceName,
  CONDIS_FN_NdisCoGetTapiCallId,
  CONDIS_FN_NdisClGetProtocolVcContextFromTapiCallId,
  CONDIS_FN_NdisMCoIndicateStatusEx,
  CONDIS_FN_ProtocolCoStatusEx,
  CONDIS_FN_NdisSetOptionalHandlers,
  CONDIS_FN_ProtocolBindAdapterEx,
  CONDIS_FN_ProtocolUnbindAdapterEx,
  CONDIS_FN_NdisOpenAdapterEx,
  CONDIS_FN_NdisCloseAdapterEx,
  CONDIS_FN_MiniportInitializeEx,
  CONDIS_FN_MiniportHaltEx,
  CONDIS_FN_MiniportDevicePnPEventNotify,
  CONDIS_FN_MiniportResetEx,
  CONDIS_FN_NdisMResetComplete,
  CONDIS_FN_NdisReturnNetBufferLists,
  CONDIS_FN_MiniportReturnNetBufferLists,
  CONDIS_FN_NdisCancelSendNetBufferLists,
  CONDIS_FN_MiniportCancelSend,
  CONDIS_FN_MiniportCancelOidRequest,
  CONDIS_FNS
};

/* Every status; their codes, as ndis.h has them, are in condis_statuses. */
enum condis_status {
  CONDIS_STATUS_NONE,
  CONDIS_STATUS_SUCCESS,
  CONDIS_STATUS_PENDING,
  CONDIS_STATUS_NOT_RECOGNIZED,
  CONDIS_STATUS_NOT_ACCEPTED,
  CONDIS_STATUS_RESET_START,
  CONDIS_STATUS_RESET_END,
  CONDIS_STATUS_FAILURE,
  CONDIS_STATUS_RESOURCES,
  CONDIS_STATUS_NOT_SUPPORTED,
  CONDIS_STATUS_CLOSING,
  CONDIS_STATUS_REQUEST_ABORTED,
  CONDIS_STATUS_RESET_IN_PROGRESS,
  CONDIS_STATUS_CLOSING_INDICATING,
  CONDIS_STATUS_INVALID_LENGTH,
  CONDIS_STATUS_INVALID_DATA,
  CONDIS_STATUS_BUFFER_TOO_SHORT,
  CONDIS_STATUS_INVALID_OID,
  CONDIS_STATUS_SEND_ABORTED,
  CONDIS_STATUSES
};

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
