import {
  IngestedCycle,
  IngestedLabel,
  IngestedSetting,
  IngestedWorkItem,
} from '@callboard/plugin-callboard-common';
import { pick, uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../access/Caller';
import { SettingService } from '../settings/SettingService';
import { CycleRow, LabelRow } from '../settings/settingKinds';
import { Workflows } from '../settings/Workflows';
import { IngestedProject } from './IngestedItems';
import { IngestedSettings } from './IngestedSettings';
import { SettingSourceStore } from './SettingSourceStore';

/** The context in which a source changes settings. */
interface SettingContext {
  change: Change;
  project: ProjectRow;
  source: string;
}

/** A setting of a source, with the time of its last change there. */
type Dated<Setting> = Setting &
  Pick<IngestedSetting, 'updated_at' | 'is_deleted'>;

/** Reads the settings of a project for ingested items. */
export class ProjectSettingsReader {
  constructor(
    private readonly deps: {
      audience: ProjectAudience;
      workflows: Workflows;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
      sources: SettingSourceStore;
    },
  ) {}

  /** Reads a project's settings after updating the labels and cycles that item snapshots name. */
  async read(
    change: Change,
    project: ProjectRow,
    source: string,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<IngestedProject> {
    const options = { detail: true };
    const labels = await this.applyLabels(
      { change, project, source },
      snapshots.flatMap(({ labels: all, updated_at }) =>
        (all ?? []).map(label => addUpdatedAt(label, updated_at)),
      ),
      options,
    );
    const cycles = await this.applyCycles(
      { change, project, source },
      snapshots.flatMap(({ cycle, updated_at }) =>
        cycle ? [addUpdatedAt(cycle, updated_at)] : [],
      ),
      options,
    );
    const states = await this.deps.workflows.readStates(change.tx, project.id);
    const resources = [
      ...states,
      ...labels.getReferencedRows(),
      ...cycles.getReferencedRows(),
    ];
    return {
      project,
      states,
      names: new Map(resources.map(({ id, name }) => [id, name])),
      findLabelId: label => labels.findId(label),
      findCycleId: cycle => cycles.findId(cycle),
      canSee: await this.createVisibilityCheck(change, project, snapshots),
    };
  }

  /** Applies changes to labels and cycles alone. */
  async apply(
    change: Change,
    project: ProjectRow,
    source: string,
    settings: readonly IngestedSetting[],
  ): Promise<void> {
    const context = { change, project, source };
    const options = { detail: false };
    await this.applyLabels(
      context,
      settings.flatMap(one => (one.kind === 'label' ? [one] : [])),
      options,
    );
    await this.applyCycles(
      context,
      settings.flatMap(one => (one.kind === 'cycle' ? [one] : [])),
      options,
    );
  }

  private async applyLabels(
    { source, ...where }: SettingContext,
    settings: ReadonlyArray<string | Dated<IngestedLabel>>,
    options: { detail: boolean },
  ) {
    return IngestedSettings.apply<LabelRow>(
      { ...where, service: this.deps.labels, sources: this.deps.sources },
      {
        source,
        names: settings.flatMap(one => (typeof one === 'string' ? [one] : [])),
        snapshots: settings.flatMap(one =>
          typeof one === 'string'
            ? []
            : [{ ...one, fields: { color: one.color ?? undefined } }],
        ),
      },
      options,
    );
  }

  private async applyCycles(
    { source, ...where }: SettingContext,
    settings: ReadonlyArray<string | Dated<IngestedCycle>>,
    options: { detail: boolean },
  ) {
    return IngestedSettings.apply<CycleRow>(
      { ...where, service: this.deps.cycles, sources: this.deps.sources },
      {
        source,
        names: settings.flatMap(one => (typeof one === 'string' ? [one] : [])),
        snapshots: settings.flatMap(one =>
          typeof one === 'string'
            ? []
            : [
                {
                  ...one,
                  fields: pick(one, ['description', 'start_date', 'end_date']),
                },
              ],
        ),
      },
      options,
    );
  }

  /** Returns a function that checks whether an assignee can see the project. */
  private async createVisibilityCheck(
    { tx }: Change,
    project: ProjectRow,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<(user_ref: string) => boolean> {
    const refs = snapshots.flatMap(({ assignees }) => assignees ?? []);
    const viewers = await this.deps.audience.filterProjectViewers(
      tx,
      project,
      uniq(refs),
    );
    return user_ref => viewers.has(user_ref);
  }
}

/** Adds the time of an item snapshot to a setting in it. */
function addUpdatedAt<Setting extends object>(
  setting: string | Setting,
  updated_at: string,
): string | (Setting & { updated_at: string }) {
  return typeof setting === 'string' ? setting : { ...setting, updated_at };
}
