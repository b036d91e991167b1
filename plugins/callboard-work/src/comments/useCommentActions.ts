import {
  endpoints,
  type WorkItem,
  type WorkItemComment,
  CALLBOARD_SOURCE,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  toIfMatchHeader,
  useAllowed,
  useEndpointMutation,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { toProjectParams, useWorkProject } from '../data/WorkProject';

export function useCommentPermissions(item: WorkItem) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { workspace, project, me, mayWrite, isAdmin } = useWorkProject();
  const isCreateAllowed = useAllowed(permissions.comment.create, project.id);
  const isUpdateAllowed = useAllowed(permissions.comment.update, project.id);
  const isDeleteAllowed = useAllowed(permissions.comment.delete, project.id);
  const isWritable = project.archived_at === null;
  const isMember = mayWrite || workspace.role !== 'guest';
  const isAssigned = item.assignees.includes(me.user_ref);
  const getDeniedReason = () => {
    if (!isWritable) return t('archived');
    if (!isMember) return t('guest');
    return mayWrite || isAssigned ? undefined : t('membersOnly');
  };
  const isChangeable = ({ source }: WorkItemComment) =>
    isWritable && source === CALLBOARD_SOURCE;
  const mayChangeAsAuthor = ({ author_ref }: WorkItemComment) =>
    isMember && author_ref === me.user_ref;
  const deniedReason = getDeniedReason();
  return {
    /** The reason why the user cannot comment. Does not consider the portal's permission policy. */
    deniedReason,
    canComment: !deniedReason && isCreateAllowed,
    canEdit: (comment: WorkItemComment) =>
      isUpdateAllowed && isChangeable(comment) && mayChangeAsAuthor(comment),
    canDelete: (comment: WorkItemComment) =>
      isDeleteAllowed &&
      isChangeable(comment) &&
      (isAdmin || mayChangeAsAuthor(comment)),
  };
}

export type CommentPermissions = ReturnType<typeof useCommentPermissions>;

/** The mutations of an item's comments. Each completes once the refreshed thread is visible. */
export function useCommentActions(item: WorkItem) {
  const scope = useWorkProject();
  const queries = useQueryClient();
  const { note: completeFirstStep } = useFirstSteps();
  const params = { ...toProjectParams(scope), iid: item.id };
  const invalidates = [endpoints.listWorkItemComments];
  const createComment = useEndpointMutation(endpoints.createWorkItemComment, {
    toRequest: (body: string) => ({ params, body: { body } }),
    invalidates,
    onSuccess: (_response, _body, refreshed) => {
      completeFirstStep('item');
      return refreshed;
    },
  });
  const updateComment = useEndpointMutation(endpoints.updateWorkItemComment, {
    toRequest: (change: { id: string; version: number; body: string }) => ({
      params: { ...params, id: change.id },
      body: { body: change.body },
      headers: toIfMatchHeader(change),
    }),
    // Keeps the editor busy until the newest text is loaded, even after a conflict.
    onSettled: () => invalidateEndpoints(queries, invalidates),
  });
  const deleteComment = useEndpointMutation(endpoints.deleteWorkItemComment, {
    toRequest: (comment: WorkItemComment) => ({
      params: { ...params, id: comment.id },
      headers: toIfMatchHeader(comment),
    }),
    invalidates,
    onSuccess: (_response, _comment, refreshed) => refreshed,
  });
  return { createComment, updateComment, deleteComment };
}
