import {
  Member,
  MembershipSource,
  roleOfRank,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  containsPattern,
  forUpdate,
  readInstant,
} from '../../database/dialect';

/** Why somebody is a member, with which rank. */
export interface SourceRow {
  id: string;
  member_id: string;
  source: MembershipSource;
  rank: number;
  department_id: string | null;
  link_id: string | null;
}

/** A membership and its sources. */
export interface MemberRow {
  id: string;
  workspace_id: string;
  user_ref: string;
  display_name: string;
  rank: number;
  version: number;
  created_at: string;
  updated_at: string;
  sources: SourceRow[];
}

/** Which members a list is about. */
export interface MemberFilter {
  workspace_id: string;
  rank?: number;
  /** Part of a name or reference, ignoring case. */
  search?: string;
}

/** The tables of workspace members; removed ones are invisible here. */
export class MemberStore {
  constructor(private readonly knex: Knex) {}

  /** Members by user reference. */
  async list(
    filter: MemberFilter,
    options: { afterRef?: string; limit: number },
  ): Promise<MemberRow[]> {
    const query = this.filtered(this.knex, filter)
      .select('workspace_members.*', 'people.display_name')
      .orderBy('workspace_members.user_ref')
      .limit(options.limit);
    if (options.afterRef !== undefined) {
      query.where('workspace_members.user_ref', '>', options.afterRef);
    }
    return this.withSources(this.knex, await query);
  }

  /** How many members `list` goes through. */
  async count(filter: MemberFilter): Promise<number> {
    const [row] = await this.filtered(this.knex, filter).count({ count: '*' });
    return Number(row.count);
  }

  /** One member of a workspace. */
  async find(
    knex: Knex,
    workspace_id: string,
    by: { id: string } | { user_ref: string },
  ): Promise<MemberRow | undefined> {
    const [column, value] = Object.entries(by)[0];
    const rows = await this.filtered(knex, { workspace_id })
      .select('workspace_members.*', 'people.display_name')
      .where(`workspace_members.${column}`, value);
    return (await this.withSources(knex, rows))[0];
  }

  /** Whether somebody is a member, or has been one. */
  async wasEverMember(
    knex: Knex,
    workspace_id: string,
    user_ref: string,
  ): Promise<boolean> {
    const row = await knex('workspace_members')
      .where({ workspace_id, user_ref })
      .first('id');
    return row !== undefined;
  }

  /**
   * Makes the changes to a workspace's members wait for each other.
   *
   * @returns false when the workspace has been deleted
   */
  async lockMembersOf(
    tx: Knex.Transaction,
    workspace_id: string,
  ): Promise<boolean> {
    const rows = await forUpdate(
      tx('workspaces')
        .select('id')
        .where({ id: workspace_id })
        .whereNull('deleted_at'),
    );
    return rows.length > 0;
  }

  /** How many members have a rank. */
  async countRank(
    tx: Knex.Transaction,
    workspace_id: string,
    rank: number,
  ): Promise<number> {
    const [row] = await tx('workspace_members')
      .where({ workspace_id, rank })
      .whereNull('deleted_at')
      .count({ count: '*' });
    return Number(row.count);
  }

  /** Inserts or overwrites a membership together with its sources. */
  async save(tx: Knex.Transaction, member: MemberRow): Promise<void> {
    const row = {
      id: member.id,
      workspace_id: member.workspace_id,
      user_ref: member.user_ref,
      rank: member.rank,
      version: member.version,
      created_at: new Date(member.created_at),
      updated_at: new Date(member.updated_at),
    };
    await tx('workspace_members')
      .insert(row)
      .onConflict('id')
      .merge(['rank', 'version', 'updated_at']);
    await tx('workspace_member_sources')
      .where({ member_id: member.id })
      .delete();
    if (member.sources.length > 0) {
      await tx('workspace_member_sources').insert(member.sources);
    }
  }

  /** Ends a membership. */
  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('workspace_member_sources').where({ member_id: id }).delete();
    await tx('workspace_members')
      .where({ id })
      .update({ deleted_at: new Date(now) });
  }

  private filtered(
    knex: Knex,
    { workspace_id, rank, search }: MemberFilter,
  ): Knex.QueryBuilder {
    const query = knex('workspace_members')
      .leftJoin('people', 'people.user_ref', 'workspace_members.user_ref')
      .where('workspace_members.workspace_id', workspace_id)
      .whereNull('workspace_members.deleted_at');
    if (rank !== undefined) {
      query.where('workspace_members.rank', rank);
    }
    if (search) {
      query.whereRaw(
        "lower(coalesce(people.display_name, '') || ' ' || workspace_members.user_ref) LIKE ? ESCAPE '\\'",
        [containsPattern(search.toLowerCase())],
      );
    }
    return query;
  }

  private async withSources(knex: Knex, rows: any[]): Promise<MemberRow[]> {
    const sources: SourceRow[] = await knex('workspace_member_sources')
      .whereIn(
        'member_id',
        rows.map(row => row.id),
      )
      .orderBy('id');
    return rows.map(row => ({
      id: row.id,
      workspace_id: row.workspace_id,
      user_ref: row.user_ref,
      display_name: row.display_name ?? row.user_ref,
      rank: row.rank,
      version: row.version,
      created_at: readInstant(row.created_at),
      updated_at: readInstant(row.updated_at),
      sources: sources.filter(({ member_id }) => member_id === row.id),
    }));
  }
}

/** A membership as it looks on the wire. */
export function memberOnWire(row: MemberRow): Member {
  return {
    id: row.id,
    user_ref: row.user_ref,
    display_name: row.display_name,
    role: roleOfRank(row.rank),
    sources: row.sources.map(({ source, rank, department_id, link_id }) => ({
      source,
      role: roleOfRank(rank),
      ...(department_id ? { department_id } : {}),
      ...(link_id ? { link_id } : {}),
    })),
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}
