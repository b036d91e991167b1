import { parseEntityRef } from '@backstage/catalog-model';
import {
  describeIssue,
  newStaffMember,
  StaffPatch,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import { cutText } from '../../database/text';
import { buildStaffRow, patchStaff } from '../staff/patchStaff';
import { SavedStaffChange, StaffRow } from '../staff/StaffRow';
import { iterateInSteps } from '../../kernel/yielding';
import { CatalogUser } from './readCatalogOrganisation';
import {
  KnownOrganisation,
  Conflicts,
  SeedCounts,
  SeedOptions,
} from './SeedRun';
import { StaffIds } from './StaffIds';

/** Finds staff by id, user or email address, ignoring the case of email addresses. */
class StaffIndex {
  readonly rowsById = new Map<string, StaffRow>();
  readonly rowsByUser = new Map<string, StaffRow>();
  readonly staffIds = new StaffIds();
  readonly #rowsByEmail = new Map<string, StaffRow[]>();

  constructor(rows: readonly StaffRow[]) {
    rows.forEach(row => this.add(row));
  }

  /** Adds a staff member. If several have the same email address, `findByEmail` finds the first. */
  add(row: StaffRow): void {
    this.rowsById.set(row.id, row);
    this.staffIds.add(row.staff_id);
    if (row.user_ref) {
      this.rowsByUser.set(row.user_ref, row);
    }
    this.#addEmail(row);
  }

  /** Makes the former email address of a staff member free for the next Users of the run. */
  changeEmail(before: StaffRow, after: StaffRow): void {
    const email = before.email.toLowerCase();
    const others = this.#rowsByEmail.get(email)!.filter(row => row !== before);
    this.#rowsByEmail.set(email, others);
    this.#addEmail(after);
  }

  findByEmail(email: string): StaffRow | undefined {
    return this.#rowsByEmail.get(email.toLowerCase())?.[0];
  }

  #addEmail(row: StaffRow): void {
    const email = row.email.toLowerCase();
    this.#rowsByEmail.set(email, [
      ...(this.#rowsByEmail.get(email) ?? []),
      row,
    ]);
  }
}

/** The changes of a run to staff. */
export interface StaffSeedPlan {
  creates: Array<{ entity_ref: string; row: StaffRow }>;
  updates: SavedStaffChange[];
  counts: SeedCounts;
}

/**
 * Plans how the catalog's Users change the staff of a workspace: Users with an email address are
 * added. Imported staff get the name and email address of their User, and a department if they
 * have none. Silently skips Users whose staff record was created manually or was deleted.
 *
 * @param departmentIds - the departments of Groups, by reference
 */
export async function planStaff(
  users: readonly CatalogUser[],
  known: KnownOrganisation,
  departmentIds: ReadonlyMap<string, string>,
  conflicts: Conflicts,
  options: SeedOptions,
): Promise<StaffSeedPlan> {
  const index = new StaffIndex(known.staff);
  const creates: StaffSeedPlan['creates'] = [];
  const updates: SavedStaffChange[] = [];
  let unchanged = 0;
  for await (const user of iterateInSteps(users)) {
    const { entity_ref } = user;
    const id = known.users.get(entity_ref);
    const before = id ? index.rowsById.get(id) : undefined;
    const department_id = findDepartmentId(user, departmentIds);
    if (before) {
      const patch = buildStaffPatch(
        user,
        before,
        department_id,
        index,
        conflicts,
      );
      const after = patchStaff(before, patch, options.changeTime);
      if (after === before) {
        unchanged += 1;
      } else {
        updates.push({ before, after });
        index.changeEmail(before, after);
      }
    } else if (
      user.email &&
      id === undefined &&
      !index.rowsByUser.has(entity_ref)
    ) {
      const row = buildNewStaff(user, department_id, index, options);
      if (typeof row === 'string') {
        conflicts.add(entity_ref, row);
      } else {
        index.add(row);
        creates.push({ entity_ref, row });
      }
    }
  }
  const counts = {
    created: creates.length,
    updated: updates.length,
    unchanged,
  };
  return { creates, updates, counts };
}

/** Returns the department of the first of a User's Groups that has a department; else null. */
function findDepartmentId(
  { group_refs }: CatalogUser,
  departmentIds: ReadonlyMap<string, string>,
): string | null {
  const ref = group_refs.find(group => departmentIds.has(group));
  return ref ? departmentIds.get(ref)! : null;
}

/**
 * Builds the changes of an imported staff member. Reports a conflict if the staff member cannot get
 * the User's email address.
 */
function buildStaffPatch(
  { entity_ref, display_name, email }: CatalogUser,
  before: StaffRow,
  department_id: string | null,
  index: StaffIndex,
  conflicts: Conflicts,
): StaffPatch {
  const name = splitName(display_name);
  // Keeps an unchanged name, because somebody may have corrected how it is split.
  const patch: StaffPatch =
    getStaffName(name) === getStaffName(before) ? {} : name;
  const hasLeft = before.employment_status === 'resigned';
  if (department_id && !before.department_id && !hasLeft) {
    patch.department_id = department_id;
  }
  if (email && email !== before.email) {
    const problem = findEmailProblem(email, before, index);
    if (problem) {
      conflicts.add(entity_ref, problem);
    } else {
      patch.email = email;
    }
  }
  return patch;
}

/** Builds a new staff member, or returns the reason why the person cannot be added. */
function buildNewStaff(
  { entity_ref, display_name, email }: CatalogUser,
  department_id: string | null,
  index: StaffIndex,
  { workspace_id, staffIdLength, changeTime }: SeedOptions,
): StaffRow | string {
  const problem = findEmailProblem(email!, undefined, index);
  if (problem) {
    return problem;
  }
  const staff_id = index.staffIds.findFree(
    parseEntityRef(entity_ref).name,
    staffIdLength,
  );
  if (!staff_id) {
    return 'all staff IDs of the allowed length are taken';
  }
  const { data, error } = newStaffMember.safeParse(
    {
      staff_id,
      user_ref: entity_ref,
      ...splitName(display_name),
      email,
      department_id,
    },
    { error: describeIssue },
  );
  return data
    ? buildStaffRow(workspace_id, data, changeTime)
    : error.issues
        .map(({ path, message }) => `${path.join('.')} ${message}`)
        .join('; ');
}

function findEmailProblem(
  email: string,
  self: StaffRow | undefined,
  index: StaffIndex,
): string | undefined {
  if (!newStaffMember.shape.email.safeParse(email).success) {
    return `${email} is not an email address`;
  }
  const holder = index.findByEmail(email);
  return holder && holder.id !== self?.id
    ? `its email address already belongs to ${getStaffName(holder)} (${
        holder.staff_id
      })`
    : undefined;
}

const MAX_NAME_LENGTH = 100;

/** Matches `van Dyke, Jane`. */
const LAST_NAME_FIRST = /^([^,]+), ?([^,]+)$/;

/** Matches `Jane van Dyke`. */
const FIRST_NAME_FIRST = /^(\S+) (.+)$/;

/**
 * Splits a display name, such as `Jane van Dyke`, `van Dyke, Jane` or `Jane`, into first and last
 * name.
 */
export function splitName(displayName: string): {
  first_name: string;
  last_name: string | null;
} {
  const name = displayName.replace(/\s+/g, ' ').trim();
  const [first, last] =
    LAST_NAME_FIRST.exec(name)?.slice(1).reverse() ??
    FIRST_NAME_FIRST.exec(name)?.slice(1) ??
    [];
  return {
    first_name: cutText(first ?? name, MAX_NAME_LENGTH),
    last_name: last === undefined ? null : cutText(last, MAX_NAME_LENGTH),
  };
}
