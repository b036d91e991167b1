import { IngestedWorkItem } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../projects/ProjectRow';
import { SettingService } from '../settings/SettingService';
import { CycleRow, LabelRow } from '../settings/SettingRow';
import { StateService } from '../settings/StateService';
import { IngestedProject } from './IngestedItems';
import { SettingsByName } from './SettingsByName';

/** Reads what a project has for the items that come to it. */
export class ProjectSettingsReader {
  constructor(
    private readonly deps: {
      states: StateService;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
    },
  ) {}

  /**
   * Reads it. Labels and cycles that states of items name are made, also for
   * states that will turn out to be old: what a project has must not depend on
   * the order in which they come.
   */
  async read(
    change: Change,
    project: ProjectRow,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<IngestedProject> {
    const labels = await SettingsByName.load(
      change,
      project,
      this.deps.labels,
      snapshots.flatMap(snapshot => snapshot.labels ?? []),
    );
    const cycles = await SettingsByName.load(
      change,
      project,
      this.deps.cycles,
      snapshots.flatMap(({ cycle }) => cycle ?? []),
    );
    return {
      project,
      states: await this.deps.states.all(change.tx, project.id),
      labelId: name => labels.idOf(name),
      cycleId: name => cycles.idOf(name),
    };
  }
}
