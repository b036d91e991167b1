import type { Timer, WorkItem } from '@callboard/plugin-callboard-common';
import {
  type FakeHandlers,
  idOf,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeTime } from './FakeTime';

/** A timer on an item that has run for 42 minutes. */
export function newTimer(
  { id, identifier, title }: WorkItem,
  values: Partial<Timer> = {},
): Timer {
  return {
    work_item: { id, identifier, title },
    project: { id: idOf('project', 1), name: 'Payments', identifier: 'PAY' },
    workspace_slug: 'default',
    started_at: new Date(Date.now() - 42 * 60_000).toISOString(),
    description: null,
    is_billable: false,
    ...values,
  };
}

/** Starts, changes, stops and discards the one timer. */
export function answerTimer(server: FakeTime): FakeHandlers {
  const running = () => {
    if (!server.timer) {
      throw new Refusal(404, 'No timer is running');
    }
    return server.timer;
  };
  const itemOf = (id: string) => server.items.find(item => item.id === id)!;
  const logged = ({ work_item, started_at }: Timer) => {
    const minutes = Math.round((Date.now() - Date.parse(started_at)) / 60_000);
    return minutes > 0
      ? [
          server.log(itemOf(work_item.id), '2026-11-18', minutes, {
            source: 'timer',
          }),
        ]
      : [];
  };
  return {
    getTimer: () => ({ timer: server.timer }),
    startTimer: ({ body }) => {
      const worklogs = server.timer ? logged(server.timer) : [];
      server.timer = newTimer(itemOf(body.work_item_id), {
        started_at: body.started_at ?? new Date().toISOString(),
        description: body.description ?? null,
      });
      return { timer: server.timer, worklogs };
    },
    updateTimer: ({ body: { work_item_id, ...patch } }) => {
      const timer = running();
      server.timer = newTimer(itemOf(work_item_id ?? timer.work_item.id), {
        ...timer,
        ...(work_item_id && {
          work_item: newTimer(itemOf(work_item_id)).work_item,
        }),
        ...(patch as Partial<Timer>),
      });
      return { timer: server.timer };
    },
    stopTimer: () => {
      const worklogs = logged(running());
      server.timer = null;
      return { worklogs };
    },
    discardTimer: () => {
      running();
      server.timer = null;
    },
  };
}
