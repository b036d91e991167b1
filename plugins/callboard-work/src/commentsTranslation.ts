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
    empty: 'No comments yet.',
    earlier: 'Show earlier',
    earlierFailed: 'Earlier entries could not be loaded',
    by: 'Comment by {{name}}',
    edited: 'edited',
    editedAt: 'Edited {{instant}}',
    deletedComment: 'deleted a comment',
    tooDeep: 'This text is nested too deeply to be formatted.',
    more: 'More for the comment by {{name}}',
    quote: 'Quote',
    copyLink: 'Copy link',
    edit: 'Edit',
    delete: 'Delete',
    deleteTitle: 'Delete this comment by {{name}}?',
    deleteHint:
      'This cannot be undone. The history will still show that there was a comment.',
    deleted: 'The comment is deleted',
    deleteFailed: 'The comment was not deleted.',
    write: 'Write',
    preview: 'Preview',
    mode: 'Write or preview',
    nothingToPreview: 'Nothing to preview',
    newLabel: 'Write a comment',
    editLabel: 'Change the comment',
    hint: 'Markdown, and @ for people. {{key}}+Enter submits.',
    tooLong: 'Must have at most {{most}} characters',
    send: 'Comment',
    save: 'Save',
    cancel: 'Cancel',
    notSent: 'Your comment was not sent.',
    notSaved: 'Your changes were not saved.',
    link: {
      deleted: 'The comment that this link leads to was deleted.',
      missing:
        'The comment that this link leads to was not found. It may have been deleted, or you may not be able to see it.',
      farther:
        'The comment that this link leads to is not among the latest entries. Choose “Show earlier” to look further back.',
    },
    people: 'People to mention',
    nobody: 'Nobody with that name can see this item',
    archived: 'Nobody can comment while the project is archived.',
    guest: 'Guests of the workspace can read comments, but not write them.',
    membersOnly:
      'Only members of the project and people this item is assigned to can comment.',
  },
});
