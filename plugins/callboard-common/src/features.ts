/** The features that the configuration can switch off. @public */
export const featureNames = [
  'work',
  'time',
  'dashboards',
  'notifications',
  'webhooks',
  'mail',
  'assistants',
  'organisation',
] as const;

/** @public */
export type FeatureName = (typeof featureNames)[number];

/** Whether each feature is on. @public */
export type Features = Record<FeatureName, boolean>;

/** The default: all features are on. @public */
export const allFeatures = Object.fromEntries(
  featureNames.map(name => [name, true]),
) as Features;

/** The feature that each feature needs, if any. @public */
export const neededFeatures: Partial<Record<FeatureName, FeatureName>> = {
  time: 'work',
  dashboards: 'work',
};

/**
 * Whether a feature is on. By default, a feature is on if the feature that it needs is on.
 *
 * @param getSetting - returns the configured value of a feature, if any
 * @public
 */
export function resolveFeature(
  getSetting: (name: FeatureName) => boolean | undefined,
  name: FeatureName,
): boolean {
  const needed = neededFeatures[name];
  return (
    getSetting(name) ??
    (needed === undefined || resolveFeature(getSetting, needed))
  );
}

/**
 * Whether a feature is on in the portal's configuration.
 *
 * @param config - the configuration of the portal
 * @public
 */
export function isFeatureOn(
  config: { getOptionalBoolean(key: string): boolean | undefined },
  name: FeatureName,
): boolean {
  return resolveFeature(
    feature => config.getOptionalBoolean(`callboard.features.${feature}`),
    name,
  );
}
