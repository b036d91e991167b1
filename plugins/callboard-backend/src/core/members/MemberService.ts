import { NotFoundError, ConflictError } from '@backstage/errors';
import {
  ChangeAction,
  ERASED_NAMESPACE,
  Member,
  MemberPatch,
  NewMember,
  Role,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, isString } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Change, Changes } from '../../changes/Changes';
import { isUniqueViolation } from '../../database/dialect';
import { createTupleGuard, PageQuery, readPage } from '../../database/paging';
import { lockWorkspaces } from '../../database/locks';
import { Precondition } from '../../http/Precondition';
import { PeopleService } from '../people/PeopleService';
import {
  hasManualSource,
  createUnsourcedMembership,
  setManualRank,
  removeManualSource,
  MemberRow,
  toMemberActivity,
  toMemberResponse,
  deriveRankFromSources,
  MemberScope,
} from './MemberRow';
import { MemberPosition, MemberStore, saveMemberships } from './MemberStore';

const isPosition = createTupleGuard<MemberPosition>(
  'text',
  user_ref => isString(user_ref) && /^[^:/]+:[^:/]+\/[^:/]+$/.test(user_ref),
);

export class MemberService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: MemberStore;
      people: PeopleService;
    },
  ) {}

  /** The members of a workspace or project, sorted by name. */
  async list(
    scope: MemberScope,
    query: PageQuery & { role?: Role; search?: string },
  ) {
    const { store } = this.deps;
    const filter = {
      scope_id: scope.id,
      rank: query.role && roleRanks[query.role],
      search: query.search,
    };
    const { items, next_cursor } = await readPage(query, isPosition, {
      list: (after, limit) => store.list(filter, { after, limit }),
      getPosition: ({ position }) => position,
    });
    return {
      items: items.map(({ row }) => toMemberResponse(row)),
      next_cursor,
      total: await store.count(filter),
    };
  }

  async find(
    scope: MemberScope,
    user_ref: string,
  ): Promise<Member | undefined> {
    const { knex, store } = this.deps;
    const row = await store.find(knex, scope.id, { user_ref });
    return row && toMemberResponse(row);
  }

  /**
   * Adds a manual member.
   *
   * @throws ConflictError if the user is a manual member already
   */
  async add(
    actor: Actor,
    scope: MemberScope,
    input: NewMember,
  ): Promise<Member> {
    const { changes, people } = this.deps;
    // Looks up and stores the name before the transaction, which must not wait for the catalog.
    await people.get(input.user_ref);
    try {
      return await changes.run(actor, change =>
        this.addWithin(change, scope, input),
      );
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw createAlreadyMemberError(input.user_ref);
      }
      throw error;
    }
  }

  /** Adds a manual member like `add`, but within an open change. */
  async addWithin(
    change: Change,
    scope: MemberScope,
    { user_ref, role }: NewMember,
    action?: ChangeAction<'workspace_member' | 'project_member'>,
  ): Promise<Member> {
    await lockWorkspaces(change.tx, [scope.workspace_id]);
    const before = await this.deps.store.find(change.tx, scope.id, {
      user_ref,
    });
    if (before && hasManualSource(before)) {
      throw createAlreadyMemberError(user_ref);
    }
    const { now } = change;
    const base = before ?? createUnsourcedMembership(scope, user_ref, now);
    return this.save(
      change,
      before,
      setManualRank(base, roleRanks[role], now),
      action,
    );
  }

  /** Adds the actor as a member within an open change, unless they are a member already. */
  async joinWithin(
    change: Change,
    scope: MemberScope,
    role: Role,
  ): Promise<Member> {
    const { user_ref } = change.actor;
    const existing = await this.deps.store.find(change.tx, scope.id, {
      user_ref,
    });
    return existing
      ? toMemberResponse(existing)
      : this.addWithin(change, scope, { user_ref, role }, 'join');
  }

  /**
   * Changes the role of a manual membership.
   *
   * @throws NotFoundError if the member does not exist
   * @throws PreconditionFailedError if it has changed since the caller read it
   * @throws ConflictError if the membership is only derived, or if no admin would be left
   */
  async update(
    actor: Actor,
    scope: MemberScope,
    id: string,
    patch: MemberPatch,
    precondition = Precondition.none,
  ): Promise<Member> {
    return this.deps.changes.run(actor, async change => {
      const before = await this.lock(change, scope, id);
      precondition.check(before.version);
      if (patch.role === undefined) {
        return toMemberResponse(before);
      }
      requireManual(before);
      const next = setManualRank(before, roleRanks[patch.role], change.now);
      return isEqual(next, before)
        ? toMemberResponse(before)
        : this.save(change, before, next);
    });
  }

  /**
   * Removes a manual membership; derived sources stay.
   *
   * @throws NotFoundError if the member does not exist
   * @throws PreconditionFailedError if it has changed since the caller read it
   * @throws ConflictError if it is not manual, or if no admin would be left
   */
  async remove(
    actor: Actor,
    scope: MemberScope,
    id: string,
    precondition = Precondition.none,
  ): Promise<void> {
    await this.deps.changes.run(actor, async change => {
      const before = await this.lock(change, scope, id);
      precondition.check(before.version);
      requireManual(before);
      await this.save(change, before, removeManualSource(before));
      await this.deps.store.markRemoved(change.tx, id, change.now);
    });
  }

  /**
   * Adds the actor as a manual member at their first request, unless they were added manually
   * before. Derived sources of the membership stay.
   */
  async ensureDefaultMembership(
    actor: Actor,
    scope: MemberScope,
    role: Role,
  ): Promise<void> {
    const { knex, changes, store } = this.deps;
    const { user_ref } = actor;
    if (await store.wasAddedManually(knex, scope.id, user_ref)) {
      return;
    }
    await changes.run(actor, async change => {
      await lockWorkspaces(change.tx, [scope.workspace_id]);
      // A concurrent first request of the user may have added them.
      if (!(await store.wasAddedManually(change.tx, scope.id, user_ref))) {
        await this.addWithin(change, scope, { user_ref, role });
      }
    });
  }

  private async lock(
    change: Change,
    scope: MemberScope,
    id: string,
  ): Promise<MemberRow> {
    await lockWorkspaces(change.tx, [scope.workspace_id]);
    const member = await this.deps.store.find(change.tx, scope.id, { id });
    if (!member) {
      throw new NotFoundError(`Member ${id} not found`);
    }
    return member;
  }

  /**
   * Writes a membership, or deletes it if it has no sources. The change must have locked the
   * workspace.
   *
   * @returns its current or last state
   * @throws ConflictError if no admin would be left
   */
  private async save(
    change: Change,
    before: MemberRow | undefined,
    next: MemberRow,
    action?: ChangeAction<'workspace_member' | 'project_member'>,
  ): Promise<Member> {
    const { store } = this.deps;
    const { tx, now } = change;
    const after = deriveRankFromSources(next, now);
    await this.requireRemainingAdmin(tx, before, after);
    await saveMemberships(tx, [{ before, after }], now);
    const saved = await store.find(tx, after.scope_id, { id: after.id });
    change.record(toMemberActivity(before, saved, action));
    return toMemberResponse(saved ?? before!);
  }

  private async requireRemainingAdmin(
    tx: Knex.Transaction,
    before: MemberRow | undefined,
    after: MemberRow,
  ): Promise<void> {
    const losesAdmin =
      before?.rank === roleRanks.admin && after.rank < roleRanks.admin;
    // An erased user can no longer act as an admin, so demoting or removing them changes nothing.
    if (
      losesAdmin &&
      !before.user_ref.startsWith(`user:${ERASED_NAMESPACE}/`) &&
      (await this.deps.store.countOthers(tx, after, roleRanks.admin)) === 0
    ) {
      throw new ConflictError(
        `A ${after.scope} must have at least one admin. Make someone else an admin first`,
      );
    }
  }
}

function requireManual(member: MemberRow): void {
  if (!hasManualSource(member)) {
    throw new ConflictError(
      'This membership comes from the catalog or a department and can only be changed there',
    );
  }
}

function createAlreadyMemberError(user_ref: string): ConflictError {
  return new ConflictError(`${user_ref} is already a member`);
}
