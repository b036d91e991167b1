import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { TimerService } from './TimerService';

/** Binds the endpoints of the caller's timer. */
export function bindTimers(router: ContractRouter, timers: TimerService): void {
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
}
