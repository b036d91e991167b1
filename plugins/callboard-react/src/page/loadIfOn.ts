import {
  configApiRef,
  createFrontendFeatureLoader,
  useApi,
  type FrontendFeature,
  type FrontendFeatureLoader,
} from '@backstage/frontend-plugin-api';
import {
  isFeatureOn,
  type FeatureName,
} from '@callboard/plugin-callboard-common';

/** Whether a feature is on in the portal. @public */
export function useFeature(name: FeatureName): boolean {
  return isFeatureOn(useApi(configApiRef), name);
}

/** Loads a plugin into portals in which its feature is on. @public */
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
