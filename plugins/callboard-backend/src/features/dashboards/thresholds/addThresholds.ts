import { Core } from '../../../core/Core';
import { NotificationSender } from '../../notifications/dispatch/NotificationEvent';
import { DashboardReader } from '../DashboardReader';
import { BoardNumbers } from '../files/BoardNumbers';
import { Viewers } from '../Viewers';
import { WidgetData } from '../WidgetData';
import { FollowerStore } from './FollowerStore';
import { ThresholdChecks } from './ThresholdChecks';
import { ThresholdStore } from './ThresholdStore';

/** The services that check thresholds. */
export interface ThresholdServices {
  reader: DashboardReader;
  data: WidgetData;
  numbers: BoardNumbers;
  viewers: Viewers;
}

/** Adds thresholds, which are checked every minute. */
export function addThresholds(
  core: Core,
  services: ThresholdServices,
  dispatcher: NotificationSender,
): void {
  const checks = new ThresholdChecks({
    ...core,
    ...services,
    dispatcher,
    followers: new FollowerStore(),
    store: new ThresholdStore(),
  });
  core.minuteTasks.add('Checking thresholds', signal => checks.run(signal));
}
