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
    more: 'Actions for {{name}}',
    save: 'Save view',
    saveHint:
      'Saves filters, order and layout. Only you see the view. Copy its link to share it.',
    submit: 'Save',
    copyLink: 'Copy link',
    rename: 'Rename',
    update: 'Save changes to this view',
    added: '{{name}} saved',
    updated: '{{name}} updated',
    delete: 'Delete',
    deleted: '{{name}} deleted',
    taken: 'A view with this name already exists. Choose another name.',
    empty: 'No saved views yet',
    emptyHint:
      'Save the current filters, order and layout as a view to return to them later.',
    failed: 'Your views were not saved',
    failedHint: 'No views were changed. Try again.',
  },
});
