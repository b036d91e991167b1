import type { z } from 'zod/v3';
import { AssistantAction } from './AssistantAction';

/** Describes an action with the types of its input. */
export function defineAction<Shape extends z.ZodRawShape>(
  action: AssistantAction<Shape>,
): AssistantAction {
  return action;
}
