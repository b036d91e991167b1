import {
  configApiRef,
  createFrontendFeatureLoader,
  useApi,
  type ConfigApi,
  type FrontendFeature,
  type FrontendFeatureLoader,
} from '@backstage/frontend-plugin-api';
import {
  neededFeatures,
  type FeatureName,
} from '@callboard/plugin-callboard-common';

/**
 * Whether a feature is on in the portal's configuration: by default, if the feature that it needs
 * is on. The backend has the same rule.
 *
 * @public
 */
export function isFeatureOn(config: ConfigApi, name: FeatureName): boolean {
  const needed = neededFeatures[name];
  return (
    config.getOptionalBoolean(`callboard.features.${name}`) ??
    (needed === undefined || isFeatureOn(config, needed))
  );
}

/**
 * Whether a feature is on in the portal.
 *
 * @public
 */
export function useFeature(name: FeatureName): boolean {
  return isFeatureOn(useApi(configApiRef), name);
}

/**
 * Loads a plugin into portals in which its feature is on.
 *
 * @public
 */
export function loadIfOn(
  name: FeatureName,
  plugin: FrontendFeature,
): FrontendFeatureLoader {
  return createFrontendFeatureLoader({
    async loader({ config }) {
      return isFeatureOn(config, name) ? [plugin] : [];
    },
  });
}
