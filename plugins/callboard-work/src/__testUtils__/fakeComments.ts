import {
  mentionsIn,
  type WorkItemComment,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  exampleItemOf,
  type FakeHandlers,
  idOf,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';

const NOW = '2026-11-20T09:00:00.000Z';

/** A comment by Max on the first item, with the given values. */
export function newComment(
  number: number,
  values: Partial<WorkItemComment> = {},
): WorkItemComment {
  return exampleItemOf('listWorkItemComments', {
    id: idOf('item', 5_000 + number),
    project_id: idOf('project', 1),
    work_item_id: idOf('item', 1),
    author_ref: 'user:default/max.member',
    author_name: 'Max Member',
    body: 'Looks good',
    source: 'callboard',
    created_at: NOW,
    updated_at: NOW,
    ...values,
  });
}

/** Comments in memory, oldest first. */
export function answerComments(comments: WorkItemComment[]): FakeHandlers {
  const find = (id: string) => {
    const found = comments.find(comment => comment.id === id);
    if (!found) {
      throw new Refusal(404, 'There is no such comment');
    }
    return found;
  };
  return {
    listWorkItemComments: ({ params, query }) =>
      pageOfItems(
        comments
          .filter(({ work_item_id }) => work_item_id === params.iid)
          .reverse(),
        query,
      ),
    createWorkItemComment: ({ params, body }) => {
      const comment = newComment(comments.length + 1, {
        work_item_id: params.iid,
        body: body.body,
        mentions: mentionsIn(body.body).map(({ user_ref }) => user_ref),
      });
      comments.push(comment);
      return comment;
    },
    updateWorkItemComment: call => {
      const comment = find(call.params.id);
      checkVersion(comment, call);
      return Object.assign(comment, {
        body: call.body.body,
        edited_at: NOW,
        version: comment.version + 1,
      });
    },
    deleteWorkItemComment: call => {
      const comment = find(call.params.id);
      checkVersion(comment, call);
      Object.assign(comment, {
        body: '',
        deleted_at: NOW,
        deleted_by: 'user:default/max.member',
      });
    },
  };
}
