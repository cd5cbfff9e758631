import type { Fields } from '../../machines/messages.js';
import type { Topology } from '../protocol/roles.js';
import type { NdisStatus } from '../protocol/status.js';
import type { CondisSystem, EnvironmentEvent, ForcedCall, Outcome } from '../system/index.js';
import type { Step } from './scenario.types.js';
import { resolveEvent, resolveFunction, resolveRole } from './vocabulary.js';

/** Something done to a system from outside. The same inputs to the same beginning make the same run. */
export type Input =
  | { readonly kind: 'send'; readonly event: EnvironmentEvent }
  | { readonly kind: 'call'; readonly call: ForcedCall }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'note'; readonly text: string };

/** What a step of a scenario does in a topology. */
export function inputFor(step: Step, topology: Topology): Input {
  switch (step.kind) {
    case 'event': {
      const { event, vc, parameters } = step;
      return { kind: 'send', event: { ...parameters, type: resolveEvent(event, topology), vc } as EnvironmentEvent };
    }
    case 'call': {
      const { from, fn, vc, parameters } = step;
      const named = { from: resolveRole(from, topology), fn: resolveFunction(fn, from, topology), vc };
      return { kind: 'call', call: { ...(parameters as Fields), ...named } };
    }
    case 'fault': {
      const { event, on, vc, status } = step;
      const whose = on === undefined ? {} : { on: resolveRole(on, topology) };
      return { kind: 'send', event: { type: 'answer.next', event, status, vc, ...whose } };
    }
    case 'wait':
      return { kind: 'advance', milliseconds: step.milliseconds };
    case 'note':
      return { kind: 'note', text: step.text };
  }
}

/** What became of an input. */
export interface Applied extends Outcome {
  /** What a forced call returns; `null` of a void function. */
  readonly status?: NdisStatus | null;
}

/** Does something to a system, and says what became of it. */
export function apply(system: CondisSystem, input: Input): Applied {
  switch (input.kind) {
    case 'send':
      return system.send(input.event);
    case 'call': {
      const { rule, status } = system.call(input.call);
      return rule === undefined ? { result: 'taken', status } : { result: 'refused', rule, status };
    }
    case 'advance':
      system.advance(input.milliseconds);
      return taken;
    case 'note':
      system.note(input.text);
      return taken;
  }
}

const taken: Applied = { result: 'taken' };
