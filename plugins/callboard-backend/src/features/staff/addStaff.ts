import {
  buildDepartmentPath,
  buildStaffPath,
  getStaffName,
  SearchBadge,
  StaffStatus,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  NotificationDeclarations,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import {
  findFieldChange,
  findRecordedName,
  getFieldValue,
} from '../../changes/changeEvents';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { Feature } from '../../core/Feature';
import {
  SearchProvider,
  selectMatchingRows,
} from '../../core/resources/SearchText';
import { createWorkspaceResolver } from '../../core/resources/ResourceResolver';
import { createImportFinishedRule } from '../../imports/ImportReport';
import { StaffTransferrer } from '../departments/DepartmentDeletion';
import { DepartmentServices } from '../departments/addDepartments';
import { MembershipServices } from '../memberships/addMemberships';
import { CatalogUsers } from './CatalogUsers';
import { getStaffChangeTime, patchStaff } from './patchStaff';
import { bindStaff } from './routes';
import { StaffChanges } from './StaffChanges';
import { staffData } from './staffData';
import { StaffImporter } from './files/StaffImporter';
import { matchAllStaff } from './matchStaff';
import { StaffReadModel } from './StaffReadModel';
import { StaffService } from './StaffService';
import { listDepartmentStaff, readDepartmentWorkspace } from './StaffStore';

export interface StaffServices {
  staff: StaffService;
  staffChanges: StaffChanges;
  readModel: StaffReadModel;
  importer: StaffImporter;
  /** The email address of a staff member in a workspace. */
  findEmailAddress(
    workspace_id: string,
    user_ref: string,
  ): Promise<string | undefined>;
}

/** Resolves staff to their profiles on the organisation page. */
const staffResolver = createWorkspaceResolver({
  type: 'staff',
  table: 'staff',
  columns: ['first_name', 'last_name'],
  getTitle: getStaffName,
  buildUrl: buildStaffPath,
});

const statusBadges: Record<StaffStatus, SearchBadge | null> = {
  active: null,
  probation: null,
  suspended: 'inactive',
  transferred: 'inactive',
  resigned: 'left',
};

/** Searches staff by name, staff id and email address. */
const staffSearchProvider: SearchProvider = {
  type: 'person',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await selectMatchingRows(
      knex,
      'staff',
      searchText,
      scope,
    )
      .leftJoin('departments', 'departments.id', 'staff.department_id')
      .select(
        'staff.id',
        'staff.first_name',
        'staff.last_name',
        'staff.search_text',
        'staff.position',
        'staff.employment_status',
        'staff.workspace_id',
        'departments.name as department',
      )
      .limit(limit);
    return rows.map(({ id, search_text, workspace_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'person',
        id,
        title: getStaffName(row),
        subtitle: [row.position, row.department].filter(Boolean).join(' · '),
        workspace_slug,
        url: buildStaffPath(workspace_slug, id),
        state: null,
        mark: statusBadges[row.employment_status as StaffStatus],
        matchRank: searchText.computeMatchRank(search_text.split('\n')),
      };
    });
  },
};

const transferReason = 'Your department changed.';

export const staffNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'staff.transferred',
      label: 'Transferred to another department',
    },
    {
      type: 'staff.imported',
      label: 'People import finished',
      channels: { email: false },
    },
  ],
  rules: [
    {
      name: 'staff.transferred',
      on: ['staff.transfer'],
      toEvent(change, { workspace }) {
        const user_ref = getFieldValue(change, 'user_ref');
        const id = findFieldChange(change, 'department_id')?.after;
        if (typeof user_ref !== 'string') {
          return undefined;
        }
        return {
          type: 'staff.transferred',
          to: { people: [user_ref] },
          title:
            typeof id === 'string'
              ? `You were transferred to ${
                  findRecordedName(change, id) ?? 'another department'
                }`
              : 'You no longer belong to a department',
          body: 'Your memberships through the department were updated.',
          target_url:
            typeof id === 'string'
              ? buildDepartmentPath(workspace.slug, id)
              : null,
          reason: transferReason,
        };
      },
      covers: ['memberships'],
      bulk: {
        within: 'workspace',
        toEvent: () => ({
          type: 'staff.transferred',
          title: 'You were transferred to another department',
          reason: transferReason,
        }),
      },
    },
    createImportFinishedRule({
      entityType: 'staff',
      type: 'staff.imported',
      title: 'People import finished',
      getTargetPath: slug => `/organisation/people?workspace=${slug}`,
    }),
  ],
};

const createStaffTransferrer =
  (staffChanges: StaffChanges): StaffTransferrer =>
  async (change, from_id, to_id) => {
    const workspace = await readDepartmentWorkspace(change.tx, from_id);
    const changeTime = getStaffChangeTime(change, workspace);
    const people = await listDepartmentStaff(change.tx, workspace.id, from_id);
    const pairs = people.map(before => ({
      before,
      after: patchStaff(before, { department_id: to_id }, changeTime),
    }));
    await staffChanges.applyDetails(change, workspace, pairs);
  };

const newRowsOnly = {
  skip_existing: false,
  update_existing: false,
  dry_run: false,
  preview: false,
};

/** Adds the staff feature: the people of the organisation. */
export async function addStaff(
  core: Core,
  {
    memberships,
    deletion,
  }: MembershipServices & Pick<DepartmentServices, 'deletion'>,
): Promise<Feature<StaffServices>> {
  const { config, platform } = core;
  const { staffIdLength } = config.organisation;
  const staffChanges = new StaffChanges({ memberships });
  const deps = {
    ...core,
    memberships,
    staffIdLength,
    staffChanges,
    users: new CatalogUsers({ ...core, ...platform }),
  };
  deletion.useStaffTransferrer(createStaffTransferrer(staffChanges));
  await platform.scheduler.scheduleTask({
    id: 'callboard-match-staff',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => matchAllStaff(deps),
  });
  const services: StaffServices = {
    staff: new StaffService(deps),
    staffChanges,
    readModel: new StaffReadModel(deps),
    importer: new StaffImporter(deps),
    findEmailAddress: (workspace_id, user_ref) =>
      readStaffEmail(core.knex, workspace_id, user_ref),
  };
  bindStaff(core, services);
  return {
    data: staffData,
    resolvers: [staffResolver],
    searchProviders: [staffSearchProvider],
    services,
    notifications: staffNotifications,
    seeding: createStaffSeeding(core, services),
  };
}

/** Seeding operations on staff that no endpoint offers. */
function createStaffSeeding(
  core: Core,
  { importer }: Pick<StaffServices, 'importer'>,
): Pick<SeedServices, 'importStaff'> {
  const actors = new PastActors(core);
  return {
    async importStaff(actor, slug, rows) {
      const workspace = await core.workspaces.getBySlug(slug);
      const table = {
        columns: Object.keys(rows[0] ?? {}),
        // The header is row 1.
        rows: rows.map((cells, index) => ({ row: index + 2, cells })),
      };
      const author = await actors.getAuthor(actor);
      return importer.importTable(author, workspace, table, newRowsOnly);
    },
  };
}

/**
 * The email address of a person on the staff of a workspace; undefined if they are not on the staff
 * or have resigned.
 */
async function readStaffEmail(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<string | undefined> {
  const row = await knex('staff')
    .where({ workspace_id, user_ref, deleted_at: null })
    .whereNot('employment_status', 'resigned')
    .first('email');
  return row?.email;
}
