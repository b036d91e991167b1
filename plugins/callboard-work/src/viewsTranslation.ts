import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of saved views.
 *
 * @public
 */
export const callboardWorkViewsTranslationRef = createTranslationRef({
  id: 'callboard-work-views',
  messages: {
    label: 'Views',
    current: 'View: {{name}}',
    name: 'Name',
    more: 'More for {{name}}',
    save: 'Save this view',
    saveHint:
      'Its filters, order and layout. Only you see it; copy its link to share it.',
    submit: 'Save',
    copyLink: 'Copy the link',
    rename: 'Rename',
    update: 'Replace with what is shown',
    added: '{{name}} is saved',
    updated: '{{name}} is updated',
    delete: 'Delete',
    deleted: '{{name}} is deleted',
    taken: 'There is already a view with that name',
    empty: 'No saved views yet',
    emptyHint:
      'Give a name to the filters, order and layout that you come back to, and find them here.',
    failed: 'Your views were not saved',
    failedHint: 'Nothing has changed. You can try again.',
  },
});
