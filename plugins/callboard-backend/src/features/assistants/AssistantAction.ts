import type { z } from 'zod/v3';
import { ActingPerson } from './ActingPerson';

/** The zod that the portal's actions registry hands out: it understands no other. */
export type Zod = typeof z;

/** What an action does to what is stored. */
export type Effect = 'reads' | 'adds' | 'changes' | 'deletes';

/** What assistants can do for a person. */
export interface AssistantAction<Shape extends z.ZodRawShape = any> {
  /** Behind `callboard:` in the registry, and behind `callboard.` as a tool. */
  readonly name: string;
  readonly title: string;
  /** Written for a model: what it does, what it answers, in which units. */
  readonly description: string;
  readonly effect: Effect;
  readonly input: (zod: Zod) => Shape;
  /** Asks endpoints as the person; adds no rule of its own. */
  readonly run: (
    person: ActingPerson,
    input: z.output<z.ZodObject<Shape, 'strict'>>,
  ) => Promise<object>;
}
