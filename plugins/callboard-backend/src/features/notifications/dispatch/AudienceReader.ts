import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { CallboardConfig } from '../../../config';
import { followersOf } from '../following/followersOf';
import { GroupMembers } from '../../../core/people/GroupMembers';
import { NoticeRow } from './NoticeRow';
import { staffBelow } from './staffBelow';

/** As long as a notice takes to be handed out; another replica finds them anew. */
const TTL_MS = 10 * 60_000;

/** How many people are remembered, of all notices: some 20 MB. */
const MOST_PEOPLE = 200_000;

/** Who is told of a notice. */
export interface Audience {
  /** In the order of their references, once each. */
  people: readonly string[];
  /** Those of them who are told as admins only. */
  admins: ReadonlySet<string>;
}

/** Finds out who is told of notices, before anybody is asked what they may see. */
export class AudienceReader {
  readonly #cache: LRUCache<string, Audience, NoticeRow>;

  constructor(
    private readonly deps: {
      knex: Knex;
      config: Pick<CallboardConfig, 'superAdmins'>;
      groups: GroupMembers;
    },
  ) {
    this.#cache = new LRUCache({
      maxSize: MOST_PEOPLE,
      sizeCalculation: ({ people }) => 1 + people.length,
      ttl: TTL_MS,
      ignoreFetchAbort: true,
      fetchMethod: (_id, _stale, { context }) => this.read(context),
    });
  }

  /**
   * Everybody but the actor and those who are told otherwise.
   *
   * @throws ServiceUnavailableError when the catalog has to say who is in a
   * Group, and does not answer
   */
  async of(notice: NoticeRow): Promise<Audience> {
    return this.#cache.forceFetch(notice.id, { context: notice });
  }

  private async read({
    workspace_id,
    audience: { to, except },
    actor_ref,
  }: NoticeRow): Promise<Audience> {
    const { knex } = this.deps;
    const named = await this.resolve(to.refs ?? []);
    const found = await Promise.all([
      to.followers ? followersOf(knex, to.followers) : [],
      to.everyone ? membersOf(knex, workspace_id) : [],
      to.project_members ? membersOf(knex, to.project_members) : [],
      to.department ? staffBelow(knex, workspace_id, to.department) : [],
    ]);
    const people = new Set([...named, ...found.flat()]);
    const admins = new Set(
      to.admins
        ? (await this.adminsOf(workspace_id)).filter(ref => !people.has(ref))
        : [],
    );
    const left = new Set([...except, actor_ref]);
    return {
      people: [...people, ...admins].filter(ref => !left.has(ref)).sort(),
      admins,
    };
  }

  private async adminsOf(workspace_id: string): Promise<string[]> {
    const { knex, config } = this.deps;
    return [
      ...(await membersOf(knex, workspace_id, roleRanks.admin)),
      ...(await this.resolve(config.superAdmins)),
    ];
  }

  /** Users, and everybody in Groups. */
  private async resolve(refs: readonly string[]): Promise<string[]> {
    const groups = refs.filter(ref => ref.startsWith('group:'));
    const members = await Promise.all(
      groups.map(ref => this.deps.groups.of(ref)),
    );
    return [
      ...refs.filter(ref => ref.startsWith('user:')),
      ...members.flatMap(people => [...people]),
    ];
  }
}

/** The members of a workspace or project, of at least a rank. */
async function membersOf(
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
