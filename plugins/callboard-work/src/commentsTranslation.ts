import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of comments on work items, and of the history they stand in.
 *
 * @public
 */
export const callboardWorkCommentsTranslationRef = createTranslationRef({
  id: 'callboard-work-comments',
  messages: {
    title: 'Comments and history',
    empty: 'Nobody has said anything yet.',
    earlier: 'Show earlier',
    earlierFailed: 'Earlier entries could not be loaded',
    by: 'Comment by {{name}}',
    edited: 'edited',
    editedAt: 'Edited {{instant}}',
    deletedComment: 'deleted a comment',
    tooDeep: 'This text is nested too deeply to be laid out.',
    more: 'More for the comment by {{name}}',
    quote: 'Quote',
    copyLink: 'Copy link',
    edit: 'Edit',
    delete: 'Delete',
    deleteTitle: 'Delete this comment by {{name}}?',
    deleteHint:
      'This cannot be undone. That there was a comment stays in the history.',
    deleted: 'The comment is deleted',
    deleteFailed: 'The comment was not deleted.',
    write: 'Write',
    preview: 'Preview',
    mode: 'Write or preview',
    nothingToPreview: 'Nothing to preview',
    newLabel: 'Write a comment',
    editLabel: 'Change the comment',
    hint: 'Markdown, and @ for people. {{key}}+Enter sends.',
    tooLong: 'Must have at most {{most}} characters',
    send: 'Comment',
    save: 'Save',
    cancel: 'Cancel',
    notSent: 'This was not sent; what you wrote is still here.',
    people: 'People to mention',
    nobody: 'Nobody of that name can see this item',
    archived: 'Nobody can comment while the project is archived.',
    guest: 'Guests of the workspace can read comments, but not write any.',
    membersOnly:
      'Members of the project can comment, and people this item is assigned to.',
  },
});
