import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { Config } from '@backstage/config';

const KEY = 'catalog.providers.callboard';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 1 },
};

/** What is published, and when. */
export interface ProviderConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Of the Groups. */
  namespace: string;
  /** The slugs of the workspaces; undefined for all. */
  workspaces?: string[];
}

/**
 * Reads `catalog.providers.callboard`.
 *
 * @returns undefined when nothing is to be published
 * @throws Error when a value is wrong
 */
export function readProviderConfig(root: Config): ProviderConfig | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  const namespace = config.getOptionalString('namespace') ?? 'default';
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new Error(`${KEY}.namespace: ${namespace} cannot be a namespace`);
  }
  return {
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    namespace,
    workspaces: config.getOptionalStringArray('workspaces'),
  };
}
