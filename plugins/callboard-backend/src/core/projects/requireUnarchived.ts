import { ConflictError } from '@backstage/errors';
import { ProjectRow } from '../../access/rows';

/** @throws ConflictError for an archived project, which is read-only */
export function requireUnarchived({ name, archived_at }: ProjectRow): void {
  if (archived_at !== null) {
    throw new ConflictError(`The project ${name} is archived`);
  }
}
