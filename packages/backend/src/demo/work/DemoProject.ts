import { Domain } from './vocabulary';

/** A project of the demo company. */
export interface DemoProject {
  kind: 'System' | 'Component';
  /** The name of its entity. */
  name: string;
  /** What its items' names begin with. */
  identifier: string;
  /** When it was founded, as a fraction of the year. */
  from: number;
  /** The departments that are linked to it, by short name. */
  linked: string[];
  isSecret?: boolean;
  /** The teams whose people work on it. */
  teams: string[];
  /** Demo people who work on it too, by name. */
  guests?: string[];
  domain: Domain;
  /** How many items were made here, in a year of forty people. */
  own: number;
  /** How many came from GitHub. */
  github?: number;
  /** Whether it has the item that the documentation shows. */
  hasExample?: true;
}
