import { Viewer, WorkspaceAccess } from '../../../access/Caller';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { timeViewerOf } from '../../time/worklogs/whereTimeVisible';
import { NumberViewer } from './Question';

/** Whose eyes somebody counts with; activity is masked where it is asked for. */
export function numberViewerOf(
  somebody: WorkspaceAccess & { caller: Pick<Viewer['caller'], 'user_ref'> },
): NumberViewer {
  return { work: viewerOf(somebody), time: timeViewerOf(somebody) };
}
