import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/StoredData';
import { bindMe } from './routes';

/** Tells callers who they are. */
export function addMe({ router, workspaces }: Core): Feature {
  bindMe(router, workspaces);
  return { data: noData, services: {} };
}
