import { ConflictError } from '@backstage/errors';
import {
  ChangeAction,
  ERASED_NAMESPACE,
  Member,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Change } from '../../changes/Changes';
import { MemberRow, toMemberResponse, toMemberActivity } from './MemberRow';
import { MemberStore } from './MemberStore';

/** Writes a changed membership with its activity entry. */
export class MemberWriter {
  constructor(private readonly store: MemberStore) {}

  /**
   * Writes a membership within a change that has locked its workspace; one without sources is
   * deleted.
   *
   * @returns its current or last state
   * @throws ConflictError if the last admin would be removed
   */
  async save(
    change: Change,
    before: MemberRow | undefined,
    next: MemberRow,
    action?: ChangeAction<'workspace_member' | 'project_member'>,
  ): Promise<Member> {
    const { store } = this;
    const after: MemberRow = {
      ...next,
      rank: Math.max(0, ...next.sources.map(({ rank }) => rank)),
      version: next.version + 1,
      updated_at: new Date(change.now).toISOString(),
    };
    const ended = after.sources.length === 0;
    await this.requireRemainingAdmin(change, before, after);
    if (!ended) {
      await store.save(change.tx, after);
    } else {
      await store.softDelete(change.tx, after.id, change.now);
    }
    const saved = ended
      ? undefined
      : await store.find(change.tx, after.scope_id, { id: after.id });
    change.record(toMemberActivity(before, saved, action));
    return toMemberResponse(saved ?? before!);
  }

  private async requireRemainingAdmin(
    change: Change,
    before: MemberRow | undefined,
    after: MemberRow,
  ): Promise<void> {
    const losesAdmin =
      before?.rank === roleRanks.admin && after.rank < roleRanks.admin;
    // An erased user is an admin in name only.
    if (!losesAdmin || isErased(before.user_ref)) {
      return;
    }
    const others = await this.store.countOthers(
      change.tx,
      after,
      roleRanks.admin,
    );
    if (others === 0) {
      throw new ConflictError(
        `A ${after.scope} must have at least one admin. Make someone else an admin first`,
      );
    }
  }
}

function isErased(user_ref: string): boolean {
  return user_ref.startsWith(`user:${ERASED_NAMESPACE}/`);
}
