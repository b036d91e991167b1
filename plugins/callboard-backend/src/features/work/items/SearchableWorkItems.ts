import {
  DEFAULT_WORKSPACE,
  SearchableWorkItem,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { CallboardConfig } from '../../../config';
import { readInstant } from '../../../database/dialect';
import { isId } from '../../../http/cursor';
import { readPage } from '../../../http/readPage';
import { itemIdentifier } from './readWorkItems';

/**
 * The work items that everybody who signs in may find. The portal's search
 * cannot ask Callboard who may see what, so it gets the open projects of the
 * workspace that everybody joins, and nothing else.
 */
export class SearchableWorkItems {
  constructor(private readonly deps: { knex: Knex; config: CallboardConfig }) {}

  /** Those of them, oldest first. */
  async list(query: {
    cursor?: string;
    limit: number;
  }): Promise<{ items: SearchableWorkItem[]; next_cursor: string | null }> {
    return readPage(query, isId, {
      list: (afterId, limit) => this.read(afterId, limit),
      positionOf: ({ id }) => id,
    });
  }

  private async read(
    afterId: string | undefined,
    limit: number,
  ): Promise<SearchableWorkItem[]> {
    const { knex, config } = this.deps;
    if (config.workspaces.default.autoJoin === 'none') {
      return [];
    }
    const query = knex('work_items')
      .join('projects', 'projects.id', 'work_items.project_id')
      .join('workspaces', 'workspaces.id', 'work_items.workspace_id')
      .join('work_states', 'work_states.id', 'work_items.state_id')
      .where('workspaces.slug', DEFAULT_WORKSPACE)
      .where('projects.access', 'open')
      .whereNull('projects.deleted_at')
      .whereNull('projects.archived_at')
      .whereNull('work_items.deleted_at')
      .whereNull('work_items.archived_at')
      .where('work_items.is_draft', false)
      .select(
        'work_items.id',
        'work_items.project_id',
        'work_items.number',
        'work_items.title',
        'work_items.description',
        'work_items.updated_at',
        'projects.entity_ref',
        'projects.identifier',
        'projects.name as project',
        'work_states.name as state',
        'work_states.group as state_group',
        'work_states.color as state_color',
      )
      .orderBy('work_items.id')
      .limit(limit);
    if (afterId) {
      query.where('work_items.id', '>', afterId);
    }
    return (await query).map(
      ({ number, identifier, updated_at, ...row }: any) => ({
        ...row,
        workspace: DEFAULT_WORKSPACE,
        identifier: itemIdentifier(identifier, number),
        updated_at: readInstant(updated_at),
      }),
    );
  }
}
