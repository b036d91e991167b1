import { StoredData } from '../database/StoredData';

/** What a feature, once it is built and bound, says of itself. */
export interface Feature<Services extends object = object> {
  /** Its tables, and what they know about people. */
  data: StoredData;
  /** What other features and seeders may call. */
  services: Services;
  /** Begins what has to wait until everything is bound and there are data. */
  start?(): Promise<void>;
}
