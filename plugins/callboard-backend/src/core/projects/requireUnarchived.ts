import { ConflictError } from '@backstage/errors';
import { ProjectRow } from './ProjectRow';

/** @throws ConflictError for an archived project: nothing in it changes */
export function requireUnarchived({ name, archived_at }: ProjectRow): void {
  if (archived_at !== null) {
    throw new ConflictError(`The project ${name} is archived`);
  }
}
