import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

/** Reads the kinds of entities that can have a project, in lower case. @internal */
export function readProjectKinds(root: RootConfigService): string[] {
  const kinds = root.getOptionalStringArray('callboard.projects.kinds') ?? [
    'system',
    'component',
  ];
  return kinds.map(kind => kind.toLowerCase());
}

/**
 * Reads `schedule`, which states when a source synchronises.
 *
 * @param frequency - the frequency if `schedule` is not configured; the timeout is then 30 minutes,
 *   and the initial delay one minute
 * @internal
 */
export function readSyncSchedule(
  config: RootConfigService | undefined,
  frequency: HumanDuration,
): SchedulerServiceTaskScheduleDefinition {
  return config?.has('schedule')
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
        config.getConfig('schedule'),
      )
    : { frequency, timeout: { minutes: 30 }, initialDelay: { minutes: 1 } };
}
