import {
  describeIssue,
  IngestedSetting,
  ingestedSetting,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { lockProjects } from '../../../core/projects/projectQueries';
import { EntityProjects } from '../../../core/projects/EntityProjects';
import { throwIfInvalid } from '../../../http/errors';
import { ProjectSettingsUpdater } from './ProjectSettingsUpdater';

/** Applies the changes that sources make to their labels, cycles and modules. */
export class SettingIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      projects: EntityProjects;
      settings: ProjectSettingsUpdater;
    },
  ) {}

  /**
   * Applies changes in any order and any number of times: the newest change of each setting wins,
   * and deleted settings stay deleted. Updates each project in a separate transaction. Skips
   * archived projects.
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
    const found = await projects.findOrCreate(
      workspace_id,
      validSettings.map(({ entity_ref }) => entity_ref),
    );
    const byProject = groupBy(
      validSettings,
      ({ entity_ref }) => found.get(entity_ref)?.id ?? '',
    );
    for (const { id } of new Set(found.values())) {
      await retryConflicts(() =>
        changes.run({ ...actor, source: 'ingest' }, async change => {
          const [project] = await lockProjects(change.tx, [id]);
          if (project?.archived_at === null) {
            await this.deps.settings.apply(
              change,
              project,
              source,
              byProject[id] ?? [],
            );
          }
        }),
      );
    }
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
