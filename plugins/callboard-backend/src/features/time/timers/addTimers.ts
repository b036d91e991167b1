import { buildMyTimePath, endpoints } from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { groupBy, map, upperFirst } from 'lodash';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { TimeCore, TimeSubfeature } from '../TimeCore';
import { TimerService } from './TimerService';
import { callboardActor } from '../../../kernel/actor';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { inListSql } from '../../../database/bulk';
import { readJson } from '../../../database/dialect';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { computeTimerLimit, logOrStoreTimer } from './endTimer';
import { lockTimer } from './lockTimer';

const HOUR_MS = 3_600_000;

/** The number of timers fetched per query. Each timer is stopped in its own transaction. */
const TIMERS_PER_QUERY = 200;

/**
 * Stops timers that exceed the limit of their workspace. Time that cannot be logged is stored as
 * unlogged time. If stopping a timer fails, logs the error and continues with the next timer.
 */
async function stopForgottenTimers(
  core: TimeCore,
  signal: AbortSignal,
): Promise<void> {
  // An empty text sorts before all references.
  let userRefs = [''];
  while (userRefs.length > 0 && !signal.aborted) {
    userRefs = await listOwnersOfDueTimers(core, userRefs[userRefs.length - 1]);
    for (const user_ref of userRefs) {
      await stopTimer(core, user_ref).catch(error =>
        core.logger.error('Stopping a forgotten timer failed', error),
      );
      await yieldToEventLoop();
    }
  }
}

/**
 * Lists the next people whose timers exceed the limit, ordered by User reference.
 *
 * @param after - the last User reference of the previous call
 */
async function listOwnersOfDueTimers(
  { knex, clock }: TimeCore,
  after: string,
): Promise<string[]> {
  const now = clock.now();
  const workspaces: Array<{ id: string; settings: unknown }> = await knex(
    'workspaces',
  )
    .select('id', 'settings')
    .whereIn('id', knex('timers').select('workspace_id'));
  if (workspaces.length === 0) {
    return [];
  }
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
            .whereRaw(...inListSql(knex, 'workspace_id', map(group, 'id'))),
        ),
      ),
    )
    .orderBy('user_ref')
    .limit(TIMERS_PER_QUERY)
    .pluck('user_ref');
}

async function stopTimer(core: TimeCore, user_ref: string): Promise<void> {
  await core.changes.run(callboardActor, async change => {
    const { running } = await lockTimer(core, change, user_ref);
    const { max_timer_hours } = workspaceSettings.parseValues(
      running?.workspace?.settings ?? {},
    );
    // Since the timer was listed, the person may have stopped it and started another one.
    if (
      running &&
      computeTimerLimit(running.timer, max_timer_hours) < change.now
    ) {
      await logOrStoreTimer(change, running, change.now);
    }
  });
}

const timerNotifications: NotificationDeclarations = {
  types: [{ type: 'timer.forgotten', label: 'Forgotten timer stopped' }],
  rules: [
    {
      name: 'timer.forgotten',
      on: ['timer.stop'],
      toEvent({ entity_id, entity_label, metadata, people }, { workspace }) {
        const hours = metadata?.stopped_after_hours;
        if (typeof hours !== 'number') {
          return undefined;
        }
        const { text, date, minutes, unlogged_minutes = 0 } = metadata!;
        const limit = formatCountedNoun(hours, 'hour', 'hours');
        return {
          type: 'timer.forgotten',
          to: { people },
          title: `Your timer was stopped: ${entity_label}`,
          body: `${upperFirst(String(text))}.`,
          target_url: buildMyTimePath(workspace.slug, {
            day: typeof date === 'string' ? date : undefined,
          }),
          severity: unlogged_minutes === 0 ? 'normal' : 'high',
          reason: `You started this timer. In this workspace, timers stop after ${limit}.`,
          dedupe_key: `timer.forgotten:${entity_id}`,
          meta: { minutes: minutes ?? 0, unlogged_minutes },
        };
      },
    },
  ],
};

export function addTimers(core: TimeCore): TimeSubfeature {
  const { router } = core;
  const timers = new TimerService(core);
  router.handle(endpoints.getTimer, async ({ caller }) => ({
    timer: await timers.get(caller.user_ref),
  }));
  router.handle(endpoints.startTimer, ({ caller, body }) =>
    timers.start(caller, body),
  );
  router.handle(endpoints.updateTimer, async ({ caller, body }) => ({
    timer: await timers.update(caller, body),
  }));
  router.handle(endpoints.stopTimer, async ({ caller, body }) => ({
    worklogs: await timers.stop(caller, body?.description),
  }));
  router.handle(endpoints.discardTimer, ({ caller }) => timers.discard(caller));
  core.minuteTasks.add('Stopping forgotten timers', signal =>
    stopForgottenTimers(core, signal),
  );
  return { notifications: timerNotifications };
}
