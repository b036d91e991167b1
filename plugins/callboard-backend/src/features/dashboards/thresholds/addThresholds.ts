import { Core } from '../../../core/Core';
import { Teller } from '../../notifications/telling/Teller';
import { DashboardReader } from '../DashboardReader';
import { BoardNumbers } from '../files/BoardNumbers';
import { Onlookers } from '../Onlookers';
import { WidgetData } from '../WidgetData';
import { FollowerStore } from './FollowerStore';
import { ThresholdChecks } from './ThresholdChecks';
import { ThresholdStore } from './ThresholdStore';

/** What compares the numbers of dashboards. */
export interface ThresholdServices {
  reader: DashboardReader;
  data: WidgetData;
  numbers: BoardNumbers;
  onlookers: Onlookers;
}

/** Thresholds of numbers, which are looked at every minute. */
export function addThresholds(
  core: Core,
  services: ThresholdServices,
  telling: Teller,
): void {
  const checks = new ThresholdChecks({
    ...core,
    ...services,
    telling,
    followers: new FollowerStore(),
    store: new ThresholdStore(),
  });
  core.minuteTasks.add('Checking thresholds', signal => checks.run(signal));
}
