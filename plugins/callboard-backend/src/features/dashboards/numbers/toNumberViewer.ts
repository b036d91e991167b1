import { Viewer, WorkspaceAccess } from '../../../access/Caller';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { toTimeViewer } from '../../time/worklogs/whereTimeVisible';
import { MetricViewer } from './ResolvedQuery';

/** Returns the viewer whose visibility limits the numbers; the pseudonymiser is set separately. */
export function toNumberViewer(
  somebody: WorkspaceAccess & { caller: Pick<Viewer['caller'], 'user_ref'> },
): MetricViewer {
  return { work: toProjectViewer(somebody), time: toTimeViewer(somebody) };
}
