import {
  describeIssue,
  IngestedCycle,
  IngestedLabel,
  IngestedModule,
  IngestedSetting,
  ingestedSetting,
  IngestedWorkItem,
} from '@callboard/plugin-callboard-common';
import { pick, uniq } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { EntityProjects } from '../../../core/projects/EntityProjects';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { lockProjects } from '../../../core/projects/projectQueries';
import { throwIfInvalid } from '../../../http/errors';
import { ProjectRow } from '../../../access/Caller';
import { SettingService } from '../settings/SettingService';
import {
  CycleRow,
  LabelRow,
  ModuleRow,
  SettingFields,
  SettingRow,
} from '../settings/settingKinds';
import { readStates } from '../settings/Workflows';
import {
  createStateResolver,
  recordSourceStates,
} from '../sources/sourceStates';
import { IngestedProject } from './IngestedItems';
import { IngestedSettings, SettingSnapshot } from './IngestedSettings';

/** The context in which a source changes settings. */
interface SettingContext {
  change: Change;
  project: ProjectRow;
  source: string;
  /** Whether to record activity entries as details of another change. */
  detail: boolean;
}

/** A setting of a source, with the time of its last change at the source. */
type Dated<Setting> = Setting &
  Pick<IngestedSetting, 'updated_at' | 'is_deleted'>;

type NameOr<Setting> = string | Setting;

/** Applies the labels, cycles and modules that a source sends for a project. */
export class ProjectSettingsUpdater {
  constructor(
    private readonly deps: {
      changes: Changes;
      projects: EntityProjects;
      audience: ProjectAudience;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
      modules: SettingService<ModuleRow>;
    },
  ) {}

  /** Updates the settings that item snapshots mention, then reads the project's settings. */
  async updateAndRead(
    change: Change,
    project: ProjectRow,
    source: string,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<IngestedProject> {
    const context = { change, project, source, detail: true };
    const { labels, cycles, modules } = await this.applyAll(context, {
      labels: snapshots.flatMap(({ labels: itemLabels, updated_at }) =>
        (itemLabels ?? []).map(label => addUpdatedAt(label, updated_at)),
      ),
      cycles: snapshots.flatMap(({ cycle, updated_at }) =>
        cycle ? [addUpdatedAt(cycle, updated_at)] : [],
      ),
      modules: snapshots.flatMap(({ module, updated_at }) =>
        module ? [addUpdatedAt(module, updated_at)] : [],
      ),
    });
    const states = await readStates(change.tx, project.id);
    const sourceStates = await recordSourceStates(
      change.tx,
      { project_id: project.id, source },
      snapshots.flatMap(({ state }) => state ?? []),
    );
    const resources = [
      ...states,
      ...labels.getReferencedRows(),
      ...cycles.getReferencedRows(),
      ...modules.getReferencedRows(),
    ];
    return {
      project,
      states,
      names: new Map(resources.map(({ id, name }) => [id, name])),
      findLabelId: label => labels.findId(label),
      findCycleId: cycle => cycles.findId(cycle),
      findModuleId: module => modules.findId(module),
      findState: createStateResolver(states, sourceStates),
      canSee: await this.createVisibilityCheck(change, project, snapshots),
    };
  }

  /**
   * Applies the changes that a source sends without items, in any order and any number of times: the
   * newest change of each setting wins, and deleted settings stay deleted. Updates each project in a
   * separate transaction. Skips archived projects.
   *
   * @throws InvalidRequestError when a setting is invalid
   */
  async ingest(
    actor: Actor,
    workspace_id: string,
    { source, settings }: { source: string; settings: readonly unknown[] },
  ): Promise<void> {
    const { changes, projects } = this.deps;
    const validSettings = settings.map(readSetting);
    const refs = validSettings.map(({ entity_ref }) => entity_ref);
    const found = await projects.findOrCreate(workspace_id, refs);
    for (const { id } of new Set(found.values())) {
      const ofProject = validSettings.filter(
        ({ entity_ref }) => found.get(entity_ref)?.id === id,
      );
      await retryConflicts(() =>
        changes.run({ ...actor, source: 'ingest' }, async change => {
          const [project] = await lockProjects(change.tx, [id]);
          if (project?.archived_at === null) {
            await this.applyAll(
              { change, project, source, detail: false },
              {
                labels: ofProject.filter(setting => setting.kind === 'label'),
                cycles: ofProject.filter(setting => setting.kind === 'cycle'),
                modules: ofProject.filter(setting => setting.kind === 'module'),
              },
            );
          }
        }),
      );
    }
  }

  private async applyAll(
    context: SettingContext,
    settings: {
      labels: ReadonlyArray<NameOr<Dated<IngestedLabel>>>;
      cycles: ReadonlyArray<NameOr<Dated<IngestedCycle>>>;
      modules: ReadonlyArray<NameOr<Dated<IngestedModule>>>;
    },
  ) {
    const { labels, cycles, modules } = this.deps;
    return {
      labels: await this.applySettings(
        context,
        labels,
        settings.labels,
        ({ color }) => ({ color: color ?? undefined }),
      ),
      cycles: await this.applySettings(
        context,
        cycles,
        settings.cycles,
        cycle => pick(cycle, ['description', 'start_date', 'end_date']),
      ),
      modules: await this.applySettings(
        context,
        modules,
        settings.modules,
        module => pick(module, ['description', 'start_date', 'target_date']),
      ),
    };
  }

  private applySettings<
    Row extends SettingRow,
    Setting extends Omit<SettingSnapshot<Row>, 'fields'>,
  >(
    { source, detail, ...projectContext }: SettingContext,
    service: SettingService<Row>,
    settings: ReadonlyArray<NameOr<Setting>>,
    getFields: (setting: Setting) => SettingFields<Row>,
  ): Promise<IngestedSettings<Row>> {
    return IngestedSettings.apply<Row>(
      { ...projectContext, service },
      {
        source,
        names: settings.filter(setting => typeof setting === 'string'),
        snapshots: settings
          .filter(setting => typeof setting !== 'string')
          .map(setting => ({ ...setting, fields: getFields(setting) })),
      },
      { detail },
    );
  }

  /** Returns a function that checks whether an assignee can see the project. */
  private async createVisibilityCheck(
    { tx }: Change,
    project: ProjectRow,
    snapshots: readonly IngestedWorkItem[],
  ): Promise<(user_ref: string) => boolean> {
    const refs = snapshots.flatMap(({ assignees }) => assignees ?? []);
    const { audience } = this.deps;
    const viewers = await audience.filterProjectViewers(
      tx,
      project,
      uniq(refs),
    );
    return user_ref => viewers.has(user_ref);
  }
}

function readSetting(setting: unknown, index: number): IngestedSetting {
  const { data, error } = ingestedSetting.safeParse(setting, {
    error: describeIssue,
  });
  throwIfInvalid(
    (error?.issues ?? []).map(({ path, message }) => ({
      field: ['settings', index, ...path].join('.'),
      reason: message,
    })),
  );
  return data!;
}

/** Adds the time of an item snapshot to a setting that the snapshot contains. */
function addUpdatedAt<Setting extends object>(
  setting: NameOr<Setting>,
  updated_at: string,
): NameOr<Setting & { updated_at: string }> {
  return typeof setting === 'string' ? setting : { ...setting, updated_at };
}
