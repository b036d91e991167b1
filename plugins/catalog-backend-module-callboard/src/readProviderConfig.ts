import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { isFeatureOn } from '@callboard/plugin-callboard-common';

const KEY = 'catalog.providers.callboard';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  initialDelay: { minutes: 1 },
};

/** The configuration of the provider. */
export interface ProviderConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** The namespace of the Groups. */
  namespace: string;
  /** The slugs of the workspaces to publish; undefined for all workspaces. */
  workspaces?: string[];
}

/**
 * Reads `catalog.providers.callboard`.
 *
 * @returns undefined if publishing or the organisation feature is off
 * @throws Error if a value is invalid
 */
export function readProviderConfig(root: Config): ProviderConfig | undefined {
  const config = root.getOptionalConfig(KEY);
  if (
    !config?.getOptionalBoolean('enabled') ||
    !isFeatureOn(root, 'organisation')
  ) {
    return undefined;
  }
  const namespace = config.getOptionalString('namespace') ?? 'default';
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new Error(`${KEY}.namespace: ${namespace} is not a valid namespace`);
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
