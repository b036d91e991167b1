import { Viewer, WorkspaceAccess } from '../../../access/Caller';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { timeViewerOf } from '../../time/worklogs/whereTimeVisible';
import { NumberViewer } from './Question';

/** Returns the viewer whose visibility limits the numbers; the pseudonymiser is set separately. */
export function numberViewerOf(
  somebody: WorkspaceAccess & { caller: Pick<Viewer['caller'], 'user_ref'> },
): NumberViewer {
  return { work: viewerOf(somebody), time: timeViewerOf(somebody) };
}
