import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of comments on work items, and of the history around them.
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
    more: 'Actions for the comment by {{name}}',
    quote: 'Quote',
    copyLink: 'Copy link',
    edit: 'Edit',
    delete: 'Delete',
    deleteTitle: 'Delete this comment by {{name}}?',
    deleteHint:
      'This cannot be undone. The history still shows that a comment was posted.',
    deleted: 'Comment deleted',
    deleteFailed: 'The comment was not deleted.',
    write: 'Write',
    preview: 'Preview',
    mode: 'Write or preview',
    nothingToPreview: 'Nothing to preview',
    newLabel: 'Write a comment',
    editLabel: 'Edit comment',
    hint: 'You can use Markdown and @mentions. {{key}}+Enter submits.',
    tooLong: 'Enter at most {{most}} characters.',
    send: 'Comment',
    save: 'Save',
    cancel: 'Cancel',
    notSent: 'Your comment was not posted.',
    notSaved: 'Your changes were not saved.',
    link: {
      deleted: 'The linked comment was deleted.',
      missing:
        'The linked comment was not found. It was deleted, or you do not have access to it.',
      farther:
        'The linked comment is older than the entries shown. Choose “Show earlier” to find it.',
    },
    people: 'People to mention',
    nobody: 'No matching people with access to this item',
    archived: 'You cannot comment while the project is archived.',
    guest: 'Guests can read comments, but not write them.',
    membersOnly: 'Only project members and assignees of this item can comment.',
  },
});
