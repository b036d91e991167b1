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

/** The features that a feature needs. @public */
export const neededFeatures: Partial<Record<FeatureName, FeatureName>> = {
  time: 'work',
  dashboards: 'work',
};
