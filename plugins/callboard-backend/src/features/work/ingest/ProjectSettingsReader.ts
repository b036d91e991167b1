import { IngestedWorkItem } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { SettingService } from '../settings/SettingService';
import { CycleRow, LabelRow } from '../settings/SettingRow';
import { States } from '../settings/States';
import { IngestedProject } from './IngestedItems';
import { SettingsByName } from './SettingsByName';

/** Reads what a project has for the items that come to it. */
export class ProjectSettingsReader {
  constructor(
    private readonly deps: {
      audience: ProjectAudience;
      states: States;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
    },
  ) {}

  /** Reads it; labels and cycles that states of items name are made. */
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
    const states = await this.deps.states.all(change.tx, project.id);
    const things = [...states, ...labels.all(), ...cycles.all()];
    return {
      project,
      states,
      names: new Map(things.map(({ id, name }) => [id, name])),
      labelId: name => labels.idOf(name),
      cycleId: name => cycles.idOf(name),
      admits: await this.admission(change, project, snapshots),
    };
  }

  /** Items are given only to people who can see them. */
  private async admission(
    { tx }: Change,
    project: ProjectRow,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<(user_ref: string) => boolean> {
    const refs = snapshots.flatMap(({ assignees }) => assignees ?? []);
    const seers = await this.deps.audience.whoSees(tx, project, uniq(refs));
    return user_ref => seers.has(user_ref);
  }
}
