import { groupBy } from 'lodash';
import { callboardActor } from '../../../kernel/actor';
import { inListSql } from '../../../database/bulk';
import { readJson } from '../../../database/dialect';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { TimeCore } from '../TimeCore';
import { computeTimerLimit, logOrStoreTimer, toRunningTimer } from './endTimer';
import { lockTimer } from './lockTimer';

const HOUR_MS = 3_600_000;

/** The number of timers fetched per query. Each timer is stopped in its own transaction. */
const TIMERS_PER_QUERY = 200;

/**
 * Stops timers that exceed the limit of their workspace. Time that cannot be logged is stored as
 * unlogged time. If stopping one fails, logs the error and continues.
 */
export async function stopForgottenTimers(
  core: TimeCore,
  signal: AbortSignal,
): Promise<void> {
  // An empty text sorts before all references.
  let userRefs = [''];
  while (userRefs.length > 0 && !signal.aborted) {
    userRefs = await listDue(core, userRefs[userRefs.length - 1]);
    for (const user_ref of userRefs) {
      await stopTimer(core, user_ref).catch(error =>
        core.logger.error('Stopping a forgotten timer failed', error),
      );
    }
  }
}

/** Lists the next people whose timers exceed the limit, ordered by reference. */
async function listDue(
  { knex, clock }: TimeCore,
  after: string,
): Promise<string[]> {
  const now = clock.now();
  const workspaces: any[] = await knex('workspaces').select('id', 'settings');
  const workspacesByLimit = groupBy(
    workspaces,
    ({ settings }) =>
      workspaceSettings.parseValues(readJson(settings)).max_timer_hours,
  );
  return knex('timers')
    .where('user_ref', '>', after)
    .where(either =>
      Object.entries(workspacesByLimit).forEach(([hours, group]) =>
        either.orWhere(within =>
          within
            .where('started_at', '<', new Date(now - Number(hours) * HOUR_MS))
            .whereRaw(
              ...inListSql(
                knex,
                'workspace_id',
                group.map(({ id }) => id),
              ),
            ),
        ),
      ),
    )
    .orderBy('user_ref')
    .limit(TIMERS_PER_QUERY)
    .pluck('user_ref');
}

async function stopTimer(core: TimeCore, user_ref: string): Promise<void> {
  await core.changes.run(callboardActor, async change => {
    const ending = toRunningTimer(await lockTimer(core, change, user_ref));
    const settings = workspaceSettings.parseValues(
      ending?.workspace?.settings ?? {},
    );
    // Since `listDue`, the person may have stopped this timer and started another one.
    if (
      ending &&
      computeTimerLimit(ending.timer, settings.max_timer_hours) < change.now
    ) {
      await logOrStoreTimer(change, ending, change.now);
    }
  });
}
