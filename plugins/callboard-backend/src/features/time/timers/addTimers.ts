import { buildMyTimePath, endpoints } from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { upperFirst } from 'lodash';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { TimeCore, TimeSubfeature } from '../TimeCore';
import { stopForgottenTimers } from './stopForgottenTimers';
import { TimerService } from './TimerService';

/** Notifications about timers. */
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
        return {
          type: 'timer.forgotten',
          to: { people },
          title: `Your timer was stopped: ${entity_label}`,
          body: `${upperFirst(String(text))}.`,
          target_url: buildMyTimePath(workspace.slug, {
            day: typeof date === 'string' ? date : undefined,
          }),
          severity: unlogged_minutes === 0 ? 'normal' : 'high',
          reason: `You started this timer. In this workspace, timers stop after ${formatCountedNoun(
            hours,
            'hour',
            'hours',
          )}.`,
          dedupe_key: `timer.forgotten:${entity_id}`,
          meta: { minutes: minutes ?? 0, unlogged_minutes },
        };
      },
    },
  ],
};

/** Adds the endpoints for timers, and a task that stops forgotten timers every minute. */
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
  router.handle(endpoints.discardTimer, async ({ caller }) => {
    await timers.discard(caller);
    return undefined;
  });
  core.minuteTasks.add('Stopping forgotten timers', signal =>
    stopForgottenTimers(core, signal),
  );
  return { notifications: timerNotifications };
}
