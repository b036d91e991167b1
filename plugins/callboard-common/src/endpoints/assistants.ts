import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { permissions } from '../permissions';

/** A tool that assistants can call for users. @public */
export const assistantTool = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    effect: z.enum(['reads', 'adds', 'changes', 'deletes']),
  })
  .meta({ id: 'AssistantTool' });

/** @public */
export type AssistantTool = z.output<typeof assistantTool>;

/** The tools that assistants can call in this portal. @public */
export const assistantTools = z
  .strictObject({
    /** Whether assistants may change data. */
    actions: z.boolean(),
    tools: z.array(assistantTool),
  })
  .meta({ id: 'AssistantTools' });

/** @public */
export type AssistantTools = z.output<typeof assistantTools>;

/** @public */
export const assistantEndpoints = {
  listAssistantTools: defineEndpoint({
    method: 'GET',
    path: '/admin/assistants',
    tag: 'Assistants',
    summary:
      'Get the tools that assistants can call, and whether assistants may change data',
    access: { kind: 'superAdmin' },
    permission: permissions.assistant.read,
    response: assistantTools,
  }),
};
