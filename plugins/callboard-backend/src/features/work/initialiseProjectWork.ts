import { Change } from '../../changes/Changes';
import { ProjectRow } from '../../core/projects/ProjectRow';
import { defaultStates } from './settings/defaultStates';
import { SettingService } from './settings/SettingService';
import { StateRow } from './settings/SettingRow';

/** Gives a new project a workflow, and a counter for its items. */
export async function initialiseProjectWork(
  change: Change,
  project: ProjectRow,
  states: SettingService<StateRow>,
): Promise<void> {
  await change.tx('project_counters').insert({
    project_id: project.id,
    last_number: 0,
  });
  await states.add(
    change,
    defaultStates.map(state => states.buildRow(change, project, state)),
    { detail: true },
  );
}
