import {
  NotificationDeclarations,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { FeatureTables } from '../database/FeatureTables';
import { ResourceResolver } from './resources/ResourceResolver';
import { SearchProvider } from './resources/SearchText';

export interface Feature<Services extends object = object> {
  /** Its tables, if any, and the personal data in them. */
  data?: FeatureTables;
  /** Its services for other features. */
  services: Services;
  /** Its services for seeders. Seeders can also call its endpoints. */
  seeding?: Partial<SeedServices>;
  /** Resolvers that find the titles and paths of its resources by id. */
  resolvers?: readonly ResourceResolver[];
  /** Providers that search its resources. */
  searchProviders?: readonly SearchProvider[];
  /** Its notification types and rules. */
  notifications?: NotificationDeclarations;
  /** Processes seeded data before it becomes visible. */
  catchUp?(): Promise<void>;
  /** Runs after routing and seeding. */
  start?(): Promise<void>;
}
