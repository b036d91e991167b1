import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { Core } from '../../../core/Core';
import { selectSubtree } from '../../departments/departmentSql';
import { readFollowers } from '../following/SubscriptionLevels';
import { NotificationEventRow } from './NotificationEventRow';

async function listDepartmentUsers(
  knex: Knex,
  workspace_id: string,
  { id, recursive }: { id: string; recursive: boolean },
): Promise<string[]> {
  return knex('staff')
    .where('staff.workspace_id', workspace_id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref')
    .modify(query =>
      recursive
        ? query.whereIn('staff.department_id', selectSubtree(knex, [id]))
        : query.where('staff.department_id', id),
    )
    .pluck('staff.user_ref');
}

/** The lifetime of a cached audience: longer than a fan-out. Each replica has a separate cache. */
const TTL_MS = 10 * 60_000;

/** The maximum number of cached people of all notification events together: about 20 MB. */
const MAX_PEOPLE = 200_000;

/** The audience of a notification event, before visibility checks. */
export interface Audience {
  /** Includes `admins`. Sorted by reference, without duplicates. */
  people: readonly string[];
  /** The people who are notified only because they are admins. */
  admins: ReadonlySet<string>;
}

export class AudienceReader {
  readonly #cache: LRUCache<string, Audience, NotificationEventRow>;

  constructor(private readonly deps: Pick<Core, 'knex' | 'config' | 'groups'>) {
    this.#cache = new LRUCache({
      maxSize: MAX_PEOPLE,
      sizeCalculation: ({ people }) => 1 + people.length,
      ttl: TTL_MS,
      ignoreFetchAbort: true,
      fetchMethod: (_id, _stale, { context }) => this.read(context),
    });
  }

  /**
   * Returns the audience of an event, without the actor and the excluded users.
   *
   * @throws ServiceUnavailableError when the catalog must resolve a Group and does not respond
   */
  async loadAudience(
    notificationEvent: NotificationEventRow,
  ): Promise<Audience> {
    return this.#cache.forceFetch(notificationEvent.id, {
      context: notificationEvent,
    });
  }

  private async read({
    workspace_id,
    audience: { to, except },
    actor_ref,
  }: NotificationEventRow): Promise<Audience> {
    const { knex } = this.deps;
    const named = await this.resolve(to.refs ?? []);
    const found = await Promise.all([
      to.followers ? readFollowers(knex, to.followers) : [],
      to.everyone ? listMemberRefs(knex, workspace_id) : [],
      to.project_members ? listMemberRefs(knex, to.project_members) : [],
      to.department
        ? listDepartmentUsers(knex, workspace_id, to.department)
        : [],
    ]);
    const people = new Set([...named, ...found.flat()]);
    const admins = new Set(
      to.admins
        ? (await this.listAdmins(workspace_id)).filter(ref => !people.has(ref))
        : [],
    );
    const excluded = new Set([...except, actor_ref]);
    return {
      people: [...people, ...admins].filter(ref => !excluded.has(ref)).sort(),
      admins,
    };
  }

  private async listAdmins(workspace_id: string): Promise<string[]> {
    const { knex, config } = this.deps;
    return [
      ...(await listMemberRefs(knex, workspace_id, roleRanks.admin)),
      ...(await this.resolve(config.superAdmins)),
    ];
  }

  /** Resolves references to users and the members of Groups. */
  private async resolve(refs: readonly string[]): Promise<string[]> {
    const groups = refs.filter(ref => ref.startsWith('group:'));
    const members = await Promise.all(
      groups.map(ref => this.deps.groups.listMembers(ref)),
    );
    return [
      ...refs.filter(ref => ref.startsWith('user:')),
      ...members.flatMap(people => [...people]),
    ];
  }
}

/** Lists the members of a workspace or project who have at least the given rank. */
async function listMemberRefs(
  knex: Knex,
  scope_id: string,
  rank = 0,
): Promise<string[]> {
  return knex('memberships')
    .where({ scope_id })
    .where('rank', '>=', rank)
    .whereNull('deleted_at')
    .pluck('user_ref');
}
