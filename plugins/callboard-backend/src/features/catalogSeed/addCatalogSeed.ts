import {
  endpoints,
  CatalogImportResult,
} from '@callboard/plugin-callboard-common';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { listErasedRefs } from '../../core/people/erasedPeople';
import { DepartmentServices } from '../departments/addDepartments';
import { MembershipServices } from '../memberships/addMemberships';
import { StaffServices } from '../staff/addStaff';
import { Actor, callboardActor } from '../../kernel/actor';
import { Change } from '../../changes/Changes';
import {
  formatCountedNoun,
  recordBulkAction,
} from '../../core/workspaces/recordBulkAction';
import { updateMany } from '../../database/bulk';
import { getStaffChangeTime, StaffWorkspace } from '../staff/patchStaff';
import {
  CatalogOrganisation,
  readCatalogOrganisation,
} from './readCatalogOrganisation';
import { readKnownOrganisation, SeedCounts } from './SeedRun';
import { CatalogSeedPlan, planCatalogSeed } from './planCatalogSeed';

/** The maximum number of conflicts in a log line. */
const MAX_CONFLICTS = 20;

/** Formats the result of a run, or the expected result of a dry run, as a log line. */
function describeSeed(slug: string, result: CatalogImportResult): string {
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
    `conflicts: ${conflicts.length}`,
    ...shown,
    ...(conflicts.length > shown.length ? ['…'] : []),
  ].join('; ');
}

function formatSeedCounts({ created, updated, unchanged }: SeedCounts): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}

/** A workspace into which departments and staff can be imported. */
type SeedWorkspace = StaffWorkspace & { slug: string };

type SeedDependencies = MembershipServices &
  Pick<DepartmentServices, 'departmentChanges'> &
  Pick<StaffServices, 'staffChanges'>;

/** Imports departments and staff from the catalog's Groups and Users. */
class CatalogSeeder {
  constructor(private readonly deps: Core & SeedDependencies) {}

  /**
   * Imports the catalog's organisation into a workspace, in one transaction, and reports
   * conflicts. Idempotent.
   *
   * @throws ConflictError if the configuration does not enable the import into this workspace
   * @throws ServiceUnavailableError if the catalog is unavailable
   */
  async seed(
    actor: Actor,
    workspace: SeedWorkspace,
    { dry_run }: { dry_run: boolean },
  ): Promise<CatalogImportResult> {
    this.requireEnabled(workspace.slug);
    const { knex, clock, platform, changes, memberships } = this.deps;
    // Reads the catalog first, so that no transaction is open while the catalog responds.
    const organisation = await readCatalogOrganisation(platform);
    if (dry_run) {
      const now = clock.now();
      const plan = await this.plan(knex, now, workspace, organisation);
      return toImportResult(plan, dry_run);
    }
    return changes.run(actor, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const { tx, now } = change;
      const plan = await this.plan(tx, now, workspace, organisation);
      await this.apply(change, workspace, plan);
      return toImportResult(plan, dry_run);
    });
  }

  /** Imports into the configured workspace, and logs the result. */
  async seedConfigured(): Promise<void> {
    const { config, logger, workspaces } = this.deps;
    const { workspace: slug, dryRun } = config.organisation.catalogSeed;
    const workspace = await workspaces.findBySlug(slug);
    if (!workspace) {
      logger.warn(
        `The catalog was not imported, because workspace ${slug} does not exist`,
      );
      return;
    }
    const result = await this.seed(callboardActor, workspace, {
      dry_run: dryRun,
    });
    logger.info(describeSeed(slug, result));
  }

  private requireEnabled(slug: string): void {
    const { enabled, workspace } = this.deps.config.organisation.catalogSeed;
    if (!enabled) {
      throw new ConflictError(
        'The catalog import is off. To turn it on, set callboard.organisation.catalogSeed.enabled',
      );
    }
    if (slug !== workspace) {
      throw new ConflictError(
        `The catalog is imported only into the workspace ${workspace}. To change that, set callboard.organisation.catalogSeed.workspace`,
      );
    }
  }

  private async plan(
    knex: Knex,
    now: number,
    workspace: SeedWorkspace,
    { groups, users }: CatalogOrganisation,
  ): Promise<CatalogSeedPlan> {
    const { catalogSeed, departmentTypes, staffIdLength } =
      this.deps.config.organisation;
    const known = await readKnownOrganisation(knex, workspace.id);
    const erased = await listErasedRefs(
      knex,
      users.map(({ entity_ref }) => entity_ref),
    );
    const nonErasedUsers = users.filter(user => !erased.has(user.entity_ref));
    return planCatalogSeed({ groups, users: nonErasedUsers }, known, {
      workspace_id: workspace.id,
      groupTypes: catalogSeed.groupTypes,
      departmentTypes,
      staffIdLength,
      changeTime: getStaffChangeTime({ now }, workspace),
    });
  }

  private async apply(
    change: Change,
    workspace: SeedWorkspace,
    { departments, staff, conflicts }: CatalogSeedPlan,
  ): Promise<void> {
    const { departmentChanges, staffChanges } = this.deps;
    const { creates, updates, counts } = departments;
    const [departmentCount, staffCount] = [counts, staff.counts].map(
      ({ created, updated }) => created + updated,
    );
    if (departmentCount + staffCount === 0) {
      return;
    }
    await recordBulkAction(change, workspace.id, {
      action: 'catalog_seed',
      text: [
        formatCountedNoun(departmentCount, 'department', 'departments'),
        formatCountedNoun(staffCount, 'person', 'people'),
      ].join(', '),
      counts: {
        departments: { ...counts },
        staff: { ...staff.counts },
        conflicts: conflicts.length,
      },
    });
    await departmentChanges.applyDetails(change, workspace.id, {
      creates: creates.map(({ row }) => row),
      updates,
    });
    await updateMany(change.tx, 'departments', creates.map(toOrigin));
    await staffChanges.applyDetails(change, workspace, [
      ...staff.creates.map(({ row }) => ({ before: null, after: row })),
      ...staff.updates,
    ]);
    await updateMany(change.tx, 'staff', staff.creates.map(toOrigin));
  }
}

/** Returns the columns that link an imported department or staff member to its catalog entity. */
function toOrigin(created: { entity_ref: string; row: { id: string } }) {
  return { id: created.row.id, entity_ref: created.entity_ref };
}

function toImportResult(
  { departments, staff, conflicts }: CatalogSeedPlan,
  dry_run: boolean,
): CatalogImportResult {
  return {
    dry_run,
    departments: departments.counts,
    staff: staff.counts,
    conflicts,
  };
}

/** Adds the import of departments and staff from the catalog, and schedules it if configured. */
export async function addCatalogSeed(
  core: Core,
  services: SeedDependencies,
): Promise<Feature> {
  const { enabled, schedule } = core.config.organisation.catalogSeed;
  const seeder = new CatalogSeeder({ ...core, ...services });
  core.router.handle(endpoints.seedFromCatalog, ({ caller, workspace, body }) =>
    seeder.seed(caller, workspace, { dry_run: body?.dry_run ?? true }),
  );
  if (enabled) {
    await core.platform.scheduler.scheduleTask({
      id: 'callboard-catalog-seed',
      frequency: schedule,
      // The catalog needs some time after its start to ingest entities.
      initialDelay: { minutes: 2 },
      timeout: { minutes: 30 },
      fn: () => seeder.seedConfigured(),
    });
  }
  return { services: {} };
}
