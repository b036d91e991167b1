import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the page about assistants.
 *
 * @public
 */
export const callboardAssistantsTranslationRef = createTranslationRef({
  id: 'callboard.assistants',
  messages: {
    actions: 'Assistants may act for people',
    actionsHint:
      'They do what the signed-in person may do, and no more. The activity log marks what was done with an assistant.',
    readsOnly: 'Assistants may only read',
    readsOnlyHint:
      'They read what the signed-in person may read. To let them act, set callboard.assistants.actions in the configuration.',
    tracker: 'Open the Activity Tracker',
    title: 'Tools',
    hint: 'What programs that speak MCP are offered, with the words that they are given.',
    tool: 'Tool',
    description: 'What it does',
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
