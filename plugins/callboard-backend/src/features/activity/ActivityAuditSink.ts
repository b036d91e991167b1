import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import {
  AuditedActivity,
  AuditSink,
  AuditSource,
  AuditSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { keyBy, uniq } from 'lodash';
import { ActivityRow } from '../../changes/ActivityLog';
import { Core } from '../../core/Core';
import { insertTogether } from '../../database/bulk';
import { isRejectedInput } from '../../database/dialect';
import { createId } from '../../database/ids';
import { toActivityRow } from './storePosts';

export class AuditSources implements AuditSourcesExtensionPoint {
  readonly #sources: AuditSource[] = [];

  addSource(source: AuditSource): void {
    this.#sources.push(source);
  }

  connect(sink: AuditSink): void {
    this.#sources.forEach(source => source.connect(sink));
  }
}

export class ActivityAuditSink implements AuditSink {
  /** The ids of events. A failed attempt may have stored its event, so a retry reuses the id. */
  readonly #ids = new WeakMap<AuditedActivity, string>();

  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'log' | 'people' | 'workspaces' | 'logger'
    > & {
      captureIp: boolean;
      /** Called once for each actor, after the events were stored. */
      onStored: (workspace_id: string, user_ref: string) => void;
    },
  ) {}

  async store(
    actions: readonly AuditedActivity[],
  ): Promise<{ refused: number }> {
    const { captureIp, people, workspaces, onStored } = this.deps;
    const { id: workspace_id } = await workspaces.getBySlug(DEFAULT_WORKSPACE);
    const actors = uniq(actions.map(({ user_ref }) => user_ref));
    const users = actors.filter(ref => ref.startsWith('user:'));
    const peopleByRef = keyBy(await people.getMany(users), 'user_ref');
    const rows = actions.map(action =>
      toAuditRow(
        action,
        {
          id: this.getActivityId(action),
          workspace_id,
          ip: captureIp ? action.ip : null,
        },
        peopleByRef[action.user_ref],
      ),
    );
    const refused = await this.insert(rows);
    actors.forEach(user_ref => onStored(workspace_id, user_ref));
    return { refused };
  }

  private getActivityId(action: AuditedActivity): string {
    const id = this.#ids.get(action) ?? createId(action.at.getTime());
    this.#ids.set(action, id);
    return id;
  }

  /**
   * Inserts rows together or, if the database rejects them, one by one.
   *
   * @returns the number of rejected rows
   */
  private async insert(rows: ActivityRow[]): Promise<number> {
    const { knex, log, logger } = this.deps;
    try {
      await insertTogether(knex, [
        { ...log.toInsertion(rows), onConflict: '(id) DO NOTHING' },
      ]);
      return 0;
    } catch (error) {
      if (!isRejectedInput(error)) {
        throw error;
      }
      if (rows.length === 1) {
        logger.warn(
          `An audit event ${rows[0].action} cannot be stored`,
          error as Error,
        );
        return 1;
      }
    }
    let refused = 0;
    for (const row of rows) {
      refused += await this.insert([row]);
    }
    return refused;
  }
}

/**
 * Converts an audit event to a row of the log. Only admins and the actor may see it, because it
 * concerns resources of other plugins.
 */
function toAuditRow(
  { at, user_ref, display_name, metadata, ...action }: AuditedActivity,
  { id, workspace_id, ip }: Pick<ActivityRow, 'id' | 'workspace_id' | 'ip'>,
  person: { display_name: string; email: string | null } | undefined,
): ActivityRow {
  const actor = {
    user_ref,
    display_name: person?.display_name ?? display_name,
    email: person?.email ?? null,
    ip,
    request_id: null,
    // The event occurred earlier and may have waited for the database.
    at: at.getTime(),
  };
  const event = { ...action, metadata: metadata as ActivityRow['metadata'] };
  const row = toActivityRow({ actor, workspace_id }, event, actor.at);
  return { ...row, id, source: 'auditor' };
}
