import {
  NotificationDeclarations,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { StoredData } from '../database/StoredData';
import { ResourceResolver } from './resources/ResourceResolver';
import { SearchProvider } from './resources/SearchProvider';

/** The declaration of a feature that is built and bound. */
export interface Feature<Services extends object = object> {
  /** Its tables, and what they know about people. */
  data: StoredData;
  /** What other features may call. */
  services: Services;
  /** What seeders may call, beside its endpoints. */
  seeding?: Partial<SeedServices>;
  /** Tell where its things are in the portal. */
  resolvers?: readonly ResourceResolver[];
  /** Search its things. */
  searchers?: readonly SearchProvider[];
  /** What people are told of it: types of notifications, and rules. */
  notifications?: NotificationDeclarations;
  /** Catches up with what seeders have made, before anybody sees it. */
  catchUp?(): Promise<void>;
  /** Begins what has to wait until everything is bound and there are data. */
  start?(): Promise<void>;
}
