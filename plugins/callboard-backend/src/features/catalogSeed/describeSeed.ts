import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { SeedCounts } from './SeedCounts';

/** The maximum number of conflicts in a log line. */
const MAX_CONFLICTS = 20;

/** The actual or expected result of a run, as a log line. */
export function describeSeed(
  slug: string,
  result: CatalogImportResult,
): string {
  const { dry_run, departments, staff, conflicts } = result;
  const shown = conflicts
    .slice(0, MAX_CONFLICTS)
    .map(({ entity_ref, reason }) => `${entity_ref}: ${reason}`);
  return [
    `Seeding the workspace ${slug} from the catalog${
      dry_run ? ', as a dry run that changes nothing' : ''
    }`,
    `departments: ${formatSeedCounts(departments)}`,
    `staff: ${formatSeedCounts(staff)}`,
    `${conflicts.length} skipped because of conflicts`,
    ...shown,
    ...(conflicts.length > shown.length ? ['…'] : []),
  ].join('; ');
}

function formatSeedCounts({ created, updated, unchanged }: SeedCounts): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}
