import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Member,
  MemberPatch,
  NewMember,
  Role,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { isUniqueViolation } from '../../database/dialect';
import { pageOf } from '../../http/pageOf';
import { lockWorkspaces } from '../../database/lockWorkspaces';
import { Precondition } from '../../http/Precondition';
import { PeopleService } from '../people/PeopleService';
import {
  isManual,
  unfoundedMembership,
  withManual,
  withoutManual,
} from './manualSource';
import { MemberRow, memberOnWire, MemberStore } from './MemberStore';
import { alreadyMember, requireManual } from './memberErrors';
import { MemberScope } from './MemberScope';
import { memberTrace } from './memberTrace';

const isRef = (position: unknown): position is string =>
  typeof position === 'string' && /^[^:/]+:[^:/]+\/[^:/]+$/.test(position);

/** The rules of memberships in workspaces and projects. */
export class MemberService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: MemberStore;
      people: PeopleService;
    },
  ) {}

  /** The members of a workspace or project, by user reference. */
  async list(
    scope: MemberScope,
    query: { cursor?: string; limit: number; role?: Role; search?: string },
  ) {
    const { store } = this.deps;
    const filter = {
      scope_id: scope.id,
      rank: query.role && roleRanks[query.role],
      search: query.search,
    };
    const { items, next_cursor } = await pageOf(query, isRef, {
      list: (afterRef, limit) => store.list(filter, { afterRef, limit }),
      positionOf: ({ user_ref }) => user_ref,
    });
    return {
      items: items.map(memberOnWire),
      next_cursor,
      total: await store.count(filter),
    };
  }

  /** Somebody's membership, if they have one. */
  async find(
    scope: MemberScope,
    user_ref: string,
  ): Promise<Member | undefined> {
    const { knex, store } = this.deps;
    const row = await store.find(knex, scope.id, { user_ref });
    return row && memberOnWire(row);
  }

  /**
   * Makes somebody a member by hand.
   *
   * @throws ConflictError when they have been made one by hand already
   */
  async add(
    actor: Actor,
    scope: MemberScope,
    input: NewMember,
  ): Promise<Member> {
    const { changes, people } = this.deps;
    // Looked up before the transaction, which must not wait for the catalog.
    await people.get(input.user_ref);
    try {
      return await changes.run(actor, change =>
        this.addWithin(change, scope, input),
      );
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw alreadyMember(input.user_ref);
      }
      throw error;
    }
  }

  /** Does what `add` does, within a change that is open already. */
  async addWithin(
    change: Change,
    scope: MemberScope,
    { user_ref, role }: NewMember,
    action?: string,
  ): Promise<Member> {
    await lockWorkspaces(change.tx, [scope.workspace_id]);
    const before = await this.deps.store.find(change.tx, scope.id, {
      user_ref,
    });
    if (before && isManual(before)) {
      throw alreadyMember(user_ref);
    }
    const { now } = change;
    const base = before ?? unfoundedMembership(scope, user_ref, now);
    return this.save(change, before, withManual(base, role, now), action);
  }

  /** Makes who acts a member, within an open change, unless they are one. */
  async joinWithin(
    change: Change,
    scope: MemberScope,
    role: Role,
  ): Promise<Member> {
    const { user_ref } = change.actor;
    const held = await this.deps.store.find(change.tx, scope.id, { user_ref });
    return held
      ? memberOnWire(held)
      : this.addWithin(change, scope, { user_ref, role }, 'join');
  }

  /**
   * Changes the role a person was given by hand.
   *
   * @throws NotFoundError when there is no such member
   * @throws ConflictError when the membership only follows from elsewhere, or
   * it would be left without an admin
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
        return memberOnWire(before);
      }
      requireManual(before);
      const wanted = withManual(before, patch.role, change.now);
      return isEqual(wanted, before)
        ? memberOnWire(before)
        : this.save(change, before, wanted);
    });
  }

  /**
   * Takes back what a person was given by hand; what follows from elsewhere
   * stays.
   *
   * @throws NotFoundError when there is no such member
   * @throws ConflictError when there is nothing to take back, or the workspace
   * would be left without an admin
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
      await this.save(change, before, withoutManual(before));
    });
  }

  /**
   * Makes somebody a member who has never been one; does nothing for everybody
   * else.
   */
  async joinOnce(actor: Actor, scope: MemberScope, role: Role): Promise<void> {
    const { changes, store } = this.deps;
    try {
      await changes.run(actor, async change => {
        await lockWorkspaces(change.tx, [scope.workspace_id]);
        const { user_ref } = actor;
        if (!(await store.wasEverMember(change.tx, scope.id, user_ref))) {
          await this.addWithin(change, scope, { user_ref, role });
        }
      });
    } catch (error) {
      // Two first requests at once: the other one has done it.
      if (!isUniqueViolation(error)) {
        throw error;
      }
    }
  }

  private async lock(
    change: Change,
    scope: MemberScope,
    id: string,
  ): Promise<MemberRow> {
    await lockWorkspaces(change.tx, [scope.workspace_id]);
    const member = await this.deps.store.find(change.tx, scope.id, { id });
    if (!member) {
      throw new NotFoundError(`There is no member ${id}`);
    }
    return member;
  }

  /** Writes a membership and its trace; one without sources ends. */
  private async save(
    change: Change,
    before: MemberRow | undefined,
    wanted: MemberRow,
    action?: string,
  ): Promise<Member> {
    const { store } = this.deps;
    const after: MemberRow = {
      ...wanted,
      rank: Math.max(0, ...wanted.sources.map(({ rank }) => rank)),
      version: wanted.version + 1,
      updated_at: new Date(change.now).toISOString(),
    };
    const ended = after.sources.length === 0;
    await this.requireAnAdmin(change, before, after);
    if (!ended) {
      await store.save(change.tx, after);
    } else {
      await store.softDelete(change.tx, after.id, change.now);
    }
    const saved = ended
      ? undefined
      : await store.find(change.tx, after.scope_id, { id: after.id });
    change.record({ ...memberTrace(before, saved), action });
    return memberOnWire(saved ?? before!);
  }

  private async requireAnAdmin(
    change: Change,
    before: MemberRow | undefined,
    after: MemberRow,
  ): Promise<void> {
    const losesAdmin =
      before?.rank === roleRanks.admin && after.rank < roleRanks.admin;
    if (!losesAdmin) {
      return;
    }
    const admins = await this.deps.store.countRank(
      change.tx,
      after.scope_id,
      roleRanks.admin,
    );
    if (admins <= 1) {
      throw new ConflictError(`A ${after.scope} keeps at least one admin`);
    }
  }
}
