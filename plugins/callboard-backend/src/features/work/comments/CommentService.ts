import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  NewWorkItemComment,
  CALLBOARD_SOURCE,
  includesRole,
  WorkItemComment,
  WorkItemCommentPatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../kernel/actor';
import { ProjectAccess, ProjectRow } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { Precondition } from '../../../http/Precondition';
import { formatItemIdentifier, requireItem } from '../items/WorkItemRow';
import { lockWorkForShare } from '../lockWork';
import { applyCommentChanges, CommentedItem } from './applyCommentChanges';
import {
  buildComment,
  CommentPath,
  CommentRow,
  requireComment,
  toCommentResponse,
} from './CommentRow';
import { resolveMentions } from './resolveMentions';
import { lockForShare, lockForUpdate } from '../../../database/locks';
import { toNextVersion } from '../../../database/Table';

export class CommentService {
  constructor(
    private readonly deps: {
      changes: Changes;
      audience: ProjectAudience;
    },
  ) {}

  /**
   * Creates a comment on an item. The actor is the author.
   *
   * @throws NotFoundError when the item does not exist
   * @throws NotAllowedError when the actor is neither a project member nor assigned to the item
   * @throws ConflictError when the project is archived
   */
  async create(
    actor: Actor,
    access: ProjectAccess,
    work_item_id: string,
    { body }: NewWorkItemComment,
  ): Promise<WorkItemComment> {
    const itemPath = { project_id: access.project.id, work_item_id };
    return this.deps.changes.run(actor, async change => {
      const { project, item } = await this.lockItemProject(change, itemPath);
      if (!includesRole(access.projectRole, 'member')) {
        await this.requireAssigned(change, work_item_id, item);
      }
      const mentions = await this.resolveMentions(change, project, body);
      const after = buildComment(change, {
        project,
        work_item_id,
        body,
        mentions,
      });
      await applyCommentChanges(change, [{ before: null, after }], () => item);
      return toCommentResponse(after);
    });
  }

  /**
   * Changes the text of the actor's comment.
   *
   * @throws NotFoundError when the comment or the item does not exist
   * @throws NotAllowedError when another user wrote the comment
   * @throws ConflictError when the comment comes from a source, or the project is archived
   * @throws PreconditionFailedError when the comment has changed since the caller read it
   */
  async update(
    actor: Actor,
    path: CommentPath,
    { body }: WorkItemCommentPatch,
    precondition: Precondition,
  ): Promise<WorkItemComment> {
    return this.deps.changes.run(actor, async change => {
      const { project, item } = await this.lockItemProject(change, path);
      const before = await lockComment(change, path);
      if (before.author_ref !== actor.user_ref) {
        throw new NotAllowedError('Only the author of a comment can change it');
      }
      requireCallboardSource(before);
      precondition.check(before.version);
      if (body === undefined || body === before.body) {
        return toCommentResponse(before);
      }
      const mentions = await this.resolveMentions(change, project, body);
      const edited_at = new Date(change.now).toISOString();
      const patch = { body, mentions, edited_at };
      const after = toNextVersion(before, patch, change.now);
      await applyCommentChanges(change, [{ before, after }], () => item);
      return toCommentResponse(after);
    });
  }

  /**
   * Deletes a comment. The endpoint's access check allows only the comment's author and admins.
   *
   * @throws NotFoundError when the comment or the item does not exist
   * @throws ConflictError when the comment comes from a source, or the project is archived
   * @throws PreconditionFailedError when the comment has changed since the caller read it
   */
  async delete(
    actor: Actor,
    path: CommentPath,
    precondition: Precondition,
  ): Promise<void> {
    await this.deps.changes.run(actor, async change => {
      const { item } = await this.lockItemProject(change, path);
      const before = await lockComment(change, path);
      requireCallboardSource(before);
      precondition.check(before.version);
      await applyCommentChanges(change, [{ before, after: null }], () => item);
    });
  }

  /** Locks the project's work in share mode, and finds the item. */
  private async lockItemProject(
    { tx }: Change,
    { project_id, work_item_id }: Omit<CommentPath, 'id'>,
  ): Promise<{ project: ProjectRow; item: CommentedItem }> {
    const project = await lockWorkForShare(tx, project_id);
    const { number, title } = await requireItem(tx, project_id, work_item_id);
    const identifier = formatItemIdentifier(project.identifier, number);
    return { project, item: { identifier, title } };
  }

  /**
   * Checks again that the item is assigned to the actor, because this may have changed since the
   * access check. Locks the assignees until the transaction ends.
   */
  private async requireAssigned(
    { tx, actor }: Change,
    work_item_id: string,
    { identifier }: CommentedItem,
  ): Promise<void> {
    if (!(await lockAssignees(tx, work_item_id)).has(actor.user_ref)) {
      throw new NotAllowedError(`${identifier} is not assigned to you`);
    }
  }

  private async resolveMentions(
    { tx }: Change,
    project: ProjectRow,
    body: string,
  ): Promise<string[]> {
    const { audience } = this.deps;
    const [mentions] = await resolveMentions(tx, audience, project, [body]);
    return mentions;
  }
}

/** @throws NotFoundError when the comment does not exist */
async function lockComment(
  { tx }: Change,
  path: CommentPath,
): Promise<CommentRow> {
  await lockForUpdate(
    tx('work_item_comments').select('id').where({ id: path.id }),
  );
  return requireComment(tx, path);
}

/** Reads the assignees of an item, and prevents changes to them until the transaction ends. */
async function lockAssignees(
  tx: Knex.Transaction,
  work_item_id: string,
): Promise<ReadonlySet<string>> {
  // Transactions that change the assignees lock the item exclusively.
  await lockForShare(tx('work_items').select('id').where({ id: work_item_id }));
  return new Set(
    await tx('work_item_assignees').where({ work_item_id }).pluck('user_ref'),
  );
}

/** @throws ConflictError when the comment comes from a source */
function requireCallboardSource({ source }: CommentRow): void {
  if (source !== CALLBOARD_SOURCE) {
    throw new ConflictError(
      `The comment comes from ${source} and can only be changed there`,
    );
  }
}
