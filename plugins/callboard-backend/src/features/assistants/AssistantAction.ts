import type { z } from 'zod/v3';
import {
  CallParts,
  Endpoint,
  FeatureName,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { Caller } from '../../access/Caller';
import { ContractRouter } from '../../http/ContractRouter';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';
import type { InputFields } from './inputFields';

/** A user on whose behalf an assistant calls endpoints. */
export class AssistantUser {
  constructor(
    private readonly caller: Caller,
    private readonly deps: { router: ContractRouter; privacy: ActivityPrivacy },
  ) {}

  get user_ref(): string {
    return this.caller.user_ref;
  }

  call<E extends Endpoint>(
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>> {
    return this.deps.router.call(this.caller, endpoint, parts);
  }

  /** Whether the user sees names in the activity log. */
  async canSeeNames(): Promise<boolean> {
    return (
      (await this.deps.privacy.openPseudonymiser(this.caller)) === undefined
    );
  }
}

/** The zod instance of the actions registry, which rejects schemas of other instances. */
export type Zod = typeof z;

/** The input of an action or function whose fields a function `CreateFields` creates. */
export type InputOf<CreateFields extends (...args: any) => z.ZodRawShape> =
  z.output<z.ZodObject<ReturnType<CreateFields>, 'strict'>>;

export type Effect = 'reads' | 'adds' | 'changes' | 'deletes';

/** An action that assistants can perform for a user. */
export interface AssistantAction<Shape extends z.ZodRawShape = any> {
  /** The name without its prefix: `callboard:` in the registry, `callboard.` as a tool. */
  readonly name: string;
  readonly title: string;
  /** Describes to a model the action, its response, and the units in the response. */
  readonly description: string;
  readonly effect: Effect;
  /** The feature that the action requires; undefined if it requires none. */
  readonly feature?: FeatureName;
  readonly input: (fields: InputFields, zod: Zod) => Shape;
  /** Calls endpoints as the user. The endpoints check the permissions. */
  readonly run: (
    user: AssistantUser,
    input: z.output<z.ZodObject<Shape, 'strict'>>,
  ) => Promise<object>;
}

/** Defines an action, and infers the types of its input. */
export function defineAction<Shape extends z.ZodRawShape>(
  action: AssistantAction<Shape>,
): AssistantAction {
  return action;
}
