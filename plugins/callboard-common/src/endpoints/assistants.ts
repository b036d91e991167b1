import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
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

const { get } = createEndpointDefiners('Assistants');

/** @public */
export const assistantEndpoints = {
  listAssistantTools: get('/admin/assistants', {
    summary:
      'Get the tools that assistants can call, and whether assistants may change data',
    access: { kind: 'superAdmin' },
    permission: permissions.assistant.read,
    response: assistantTools,
  }),
};
