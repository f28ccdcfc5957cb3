import { condition, patched } from '@temporalio/workflow';
import type { Effect, State } from '../../domain/connection/machine';
import { awaited } from '../../domain/connection/machine';
import { keyOf } from '../../domain/transition';
import { patches } from '../patches';

/** What the gate was told last. */
export interface Told {
  /** Call this when the effect has been carried out. */
  note(effect: Effect): void;
  /** Resolves when the gate knows what the state says, or after some seconds: who reads after a command reads no time before it. */
  untilGateKnows(state: () => State): Promise<void>;
}

/** It takes one Signal. When Temporal takes longer, the command is answered all the same. */
const PATIENCE = '2 seconds';

export function createTold(): Told {
  let told: string | null = null;
  const knows = (state: State) => {
    const effect = awaited(state).find(({ type }) => type === 'tellGate');
    return effect === undefined || keyOf(effect) === told;
  };
  return {
    note: (effect) => {
      if (effect.type === 'tellGate') told = keyOf(effect);
    },
    untilGateKnows: async (state) => {
      if (knows(state()) || !patched(patches.answerWhenGateKnows)) return;
      await condition(() => knows(state()), PATIENCE, { summary: 'until the gate knows' });
    },
  };
}
