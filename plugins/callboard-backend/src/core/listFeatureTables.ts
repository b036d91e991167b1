import { coreData } from './coreData';
import { Feature } from './Feature';
import { FeatureTables } from '../database/FeatureTables';
import { seedingData } from './seedingData';

/** The data inventory of all parts of the plugin with these features. */
export function listFeatureTables(
  features: readonly Feature[],
): FeatureTables[] {
  return [...coreData, ...features.map(({ data }) => data), seedingData];
}
