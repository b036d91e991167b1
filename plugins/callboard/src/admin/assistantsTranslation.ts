import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the page about assistants. @public */
export const callboardAssistantsTranslationRef = createTranslationRef({
  id: 'callboard.assistants',
  messages: {
    actions: 'AI assistants can make changes',
    actionsHint:
      'AI assistants have the same permissions as the signed-in person. The activity log marks changes made through an assistant.',
    readsOnly: 'AI assistants are read-only',
    readsOnlyHint:
      'Assistants can read what the signed-in person can read. To allow changes, set callboard.assistants.actions to true in the configuration.',
    tracker: 'Open the Activity Tracker',
    title: 'Tools',
    hint: 'Tools available to MCP clients, with the descriptions that clients receive.',
    tool: 'Tool',
    description: 'Description',
    effect: 'Effect',
    effects: {
      reads: 'Reads',
      adds: 'Adds',
      changes: 'Changes',
      deletes: 'Deletes',
    },
    none: 'No tools',
  },
});
