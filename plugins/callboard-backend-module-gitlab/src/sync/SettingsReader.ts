import {
  IngestedCycle,
  IngestedLabel,
  IngestedModule,
  IngestedSetting,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { createHash } from 'crypto';
import { chunk, isEqual, omit } from 'lodash';
import { z } from 'zod';
import { CompleteList, GitlabApi } from '../api/GitlabApi';
import { gitlabIteration, gitlabLabel, gitlabMilestone } from '../api/shapes';
import { GitlabProject } from '../catalog/GitlabProjects';
import {
  toIngestedLabel,
  toIterationCycle,
  toMilestoneCycle,
  toModule,
} from '../mapping/labelsAndCycles';
import { canBeDeleted } from './DeletedIssues';

/** The name and the digest of each setting that the last run read, by external id. */
const knownList = z.record(
  z.string(),
  z.object({ name: z.string(), digest: z.string() }),
);

const knownSettings = z.object({
  labels: knownList.optional(),
  milestones: knownList.optional(),
  iterations: knownList.optional(),
});

type KnownSettings = z.output<typeof knownSettings>;

interface SettingList {
  list: keyof KnownSettings;
  kind: IngestedSetting['kind'];
  response: CompleteList | undefined;
  /** Precedes GitLab's ids in external ids. */
  prefix: string;
  /** Converts an item of the response; null if it is invalid or has no visible name. */
  convert(item: unknown): IngestedLabel | IngestedCycle | IngestedModule | null;
}

/**
 * Follows the labels, milestones and iterations of a project. If a label changes, GitLab neither
 * sends an event nor updates the issues with the label. Ingests changed and deleted settings, but
 * not new settings, so that labels without issues do not appear in Callboard.
 */
export class SettingsReader {
  constructor(
    private readonly deps: {
      api: GitlabApi;
      sink: WorkItemSink;
      workspace: string;
    },
  ) {}

  /** Requires that the Callboard project is not archived: otherwise, it would miss the changes. */
  async read(project: GitlabProject, signal: AbortSignal): Promise<void> {
    const { sink, workspace } = this.deps;
    const known = await this.readKnown(project);
    const current = { ...known };
    const changes: IngestedSetting[] = [];
    for (const settingList of await this.requestLists(project, signal)) {
      const { list, response } = settingList;
      // Without access to a list, its settings stay as they are.
      if (response) {
        const { stored, changed } = compare(settingList, known[list], project);
        current[list] = stored;
        changes.push(...changed);
      }
    }
    for (const batch of chunk(changes, MAX_INGESTED_ITEMS)) {
      await sink.ingestSettings(workspace, batch);
    }
    if (!isEqual(current, known)) {
      const name = getCursorName(project);
      await sink.cursors.write(workspace, name, current);
    }
  }

  /** Whether the groups of a project have iterations, according to the last run. */
  async hasIterations(project: GitlabProject): Promise<boolean> {
    const { iterations = {} } = await this.readKnown(project);
    return Object.keys(iterations).length > 0;
  }

  private async readKnown(project: GitlabProject): Promise<KnownSettings> {
    const { sink, workspace } = this.deps;
    const { data } = knownSettings.safeParse(
      await sink.cursors.read(workspace, getCursorName(project)),
    );
    return data ?? {};
  }

  private async requestLists(
    project: GitlabProject,
    signal: AbortSignal,
  ): Promise<SettingList[]> {
    const { api } = this.deps;
    const { prefix } = project.host;
    const labels = await api.listSettings(project, 'labels', signal);
    const milestones = await api.listSettings(project, 'milestones', signal);
    const iterations = await api.listSettings(project, 'iterations', signal);
    const hasIterations = Boolean(iterations?.items.length);
    return [
      {
        list: 'labels',
        kind: 'label',
        response: labels,
        prefix,
        convert: item => {
          const { data } = gitlabLabel.safeParse(item);
          const label = data && toIngestedLabel(data, prefix);
          return typeof label === 'object' ? label : null;
        },
      },
      {
        list: 'milestones',
        kind: hasIterations ? 'module' : 'cycle',
        response: milestones,
        prefix,
        convert: item => {
          const { data } = gitlabMilestone.safeParse(item);
          const cycle = data ? toMilestoneCycle(data, prefix) : null;
          return cycle && (hasIterations ? toModule(cycle) : cycle);
        },
      },
      {
        list: 'iterations',
        kind: 'cycle',
        response: iterations,
        prefix: `${prefix}iteration-`,
        convert: item => {
          const { data } = gitlabIteration.safeParse(item);
          return data ? toIterationCycle(data, prefix) : null;
        },
      },
    ];
  }
}

/** The field that even an invalid setting has. */
const listedSetting = gitlabLabel.pick({ id: true });

/**
 * Finds the settings that changed or disappeared since the last run. Settings that are listed but
 * invalid stay as they are. If most settings are missing, all missing settings stay as they are.
 */
function compare(
  { kind, response, prefix, convert }: SettingList,
  known: KnownSettings[keyof KnownSettings] = {},
  { entity_ref }: GitlabProject,
): { stored: NonNullable<typeof known>; changed: IngestedSetting[] } {
  const { items, at } = response!;
  const updated_at = new Date(at).toISOString();
  const settings = items.flatMap(item => convert(item) ?? []);
  const stored = Object.fromEntries(
    settings.map(setting => [
      setting.external_id,
      {
        name: setting.name,
        digest: createHash('sha256')
          .update(JSON.stringify({ kind, ...setting }))
          .digest('base64url'),
      },
    ]),
  );
  const listed = new Set(
    items.map(item => `${prefix}${listedSetting.safeParse(item).data?.id}`),
  );
  const missing = Object.keys(known).filter(id => !listed.has(id));
  const deleted = canBeDeleted(missing.length, Object.keys(known).length)
    ? missing
    : [];
  const retained = omit(known, [...Object.keys(stored), ...deleted]);
  const change = { kind, entity_ref, updated_at };
  const changed = [
    ...settings
      .filter(({ external_id: id }) =>
        id in known ? known[id].digest !== stored[id].digest : false,
      )
      .map(setting => ({ ...change, ...setting })),
    ...deleted.map(external_id => ({
      ...change,
      external_id,
      name: known[external_id].name,
      is_deleted: true,
    })),
  ];
  return {
    stored: { ...retained, ...stored },
    changed: changed as IngestedSetting[],
  };
}

function getCursorName(project: GitlabProject): string {
  return `settings:${project.name}`;
}
