import {
  newCycle,
  newLabel,
  newWorkModule,
} from '@callboard/plugin-callboard-common';
import {
  SeedWorkPlan,
  SeedWorkSettings,
} from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { lockWork } from '../lockWork';
import { SettingRow, toSettingResponse } from '../settings/SettingRow';
import { SettingFields } from '../settings/SettingFields';
import { SettingService } from '../settings/SettingService';
import { WorkServices } from '../WorkServices';

/** Creates the labels, cycles and modules of a project in one change. */
export async function planWork(
  change: Change,
  project: ProjectRow,
  { labels = [], cycles = [], modules = [] }: SeedWorkPlan,
  work: Pick<WorkServices, 'labels' | 'cycles' | 'modules'>,
): Promise<SeedWorkSettings> {
  await lockWork(change.tx, project.id);

  async function make<Row extends SettingRow>(
    service: SettingService<Row>,
    schema: z.ZodType,
    inputs: unknown[],
  ) {
    const rows = inputs.map(input =>
      // Validates the input as the endpoint does.
      service.buildRow(
        change,
        project,
        schema.parse(input) as SettingFields<Row>,
      ),
    );
    await service.add(change, rows);
    return rows.map(toSettingResponse);
  }

  return {
    labels: await make(work.labels, newLabel, labels),
    cycles: await make(work.cycles, newCycle, cycles),
    modules: await make(work.modules, newWorkModule, modules),
  };
}
