import { Core } from '../../../core/Core';
import { UnloggedTimeStore } from '../unloggedTimes/UnloggedTimeStore';
import { TimeSubfeature } from '../TimeSubfeature';
import { TimeParts } from '../TimeParts';
import { ForgottenTimers } from './ForgottenTimers';
import { bindTimers } from './routes';
import { TimerEndings } from './TimerEndings';
import { TimerLocks } from './TimerLocks';
import { timerNotifications } from './timerNotifications';
import { TimerService } from './TimerService';
import { TimerStore } from './TimerStore';

/** Adds timers and stops forgotten ones. */
export function addTimers(core: Core, parts: TimeParts): TimeSubfeature {
  const store = new TimerStore();
  const deps = {
    ...core,
    store,
    timerLocks: new TimerLocks({ ...core, ...parts, store }),
    endings: new TimerEndings({
      ...parts,
      store,
      unloggedTimes: new UnloggedTimeStore(),
    }),
  };
  bindTimers(core.router, new TimerService(deps));
  const forgotten = new ForgottenTimers(deps);
  core.minuteTasks.add('Stopping forgotten timers', signal =>
    forgotten.stopAll(signal),
  );
  return { notifications: timerNotifications };
}
