import { coreData } from '../core/coreData';
import { Feature } from '../core/Feature';
import { StoredData } from '../database/StoredData';
import { seedingData } from './seedingData';

/** The data inventory of all parts of the plugin with these features. */
export function storedIn(features: readonly Feature[]): StoredData[] {
  return [...coreData, ...features.map(({ data }) => data), seedingData];
}
