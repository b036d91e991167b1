import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  OWN_SOURCE,
  type WorkItem,
  type WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { useWorkProject } from '../data/useWorkProject';

/** The reader's permissions on the comments of an item. */
export interface CommentRights {
  /** Why they may not comment; undefined if they may. */
  whyNot: string | undefined;
  mayEdit: (comment: WorkItemComment) => boolean;
  mayDelete: (comment: WorkItemComment) => boolean;
}

/** Returns the reader's permissions on the comments of an item. */
export function useMayComment(item: WorkItem): CommentRights {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { workspace, project, me, mayWrite, isAdmin } = useWorkProject();
  const isAlive = project.archived_at === null;
  const isMember = mayWrite || workspace.role !== 'guest';
  const isAssigned = item.assignees.includes(me.user_ref);
  const getDisabledReason = () => {
    if (!isAlive) return t('archived');
    if (!isMember) return t('guest');
    return mayWrite || isAssigned ? undefined : t('membersOnly');
  };
  const isChangeable = ({ source }: WorkItemComment) =>
    isAlive && source === OWN_SOURCE;
  const isMine = ({ author_ref }: WorkItemComment) =>
    isMember && author_ref === me.user_ref;
  return {
    whyNot: getDisabledReason(),
    mayEdit: comment => isChangeable(comment) && isMine(comment),
    mayDelete: comment => isChangeable(comment) && (isAdmin || isMine(comment)),
  };
}
