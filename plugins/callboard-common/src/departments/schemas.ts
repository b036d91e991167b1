import { z } from 'zod';
import { instant, userRef, uuid } from '../contract/primitives';
import {
  createPatternSchema,
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';

/** The maximum depth of the department tree. @public */
export const MAX_DEPARTMENT_LEVEL = 6;

/** The default `sort_order` of a department among its siblings. @public */
export const DEFAULT_SORT_ORDER = 65_535;

/** A department of a workspace. @public */
export const department = z
  .strictObject({
    id: uuid,
    name: z.string(),
    code: z.string().nullable(),
    short_name: z.string().nullable(),
    dept_code: z.string().nullable(),
    description: z.string().nullable(),
    dept_type: z.string().nullable(),
    parent_id: uuid.nullable(),
    /** 1 for the root level; otherwise the parent's level plus one. */
    level: z.int().min(1).max(MAX_DEPARTMENT_LEVEL),
    manager_ref: z.string().nullable(),
    manager_name: z.string().nullable(),
    sort_order: z.number(),
    is_active: z.boolean(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Department' });

/** @public */
export type Department = z.output<typeof department>;

const name = createRequiredLineSchema(255);
const sortOrder = z.number().min(-1e9).max(1e9);

const optionalFields = {
  code: createRequiredLineSchema(20).nullish(),
  short_name: createPatternSchema(
    /^[A-Z0-9]{2,10}$/,
    'must be 2 to 10 upper-case letters and digits, such as PAY',
  ).nullish(),
  dept_code: createPatternSchema(
    /^[0-9]{4}$/,
    'must be four digits, such as 0911',
  ).nullish(),
  description: createMultiLineTextSchema(4_000).nullish(),
  dept_type: createRequiredLineSchema(64).nullish(),
  parent_id: uuid.nullish(),
  manager_ref: userRef.nullish(),
};

/** @public */
export const newDepartment = z
  .object({
    name,
    ...optionalFields,
    sort_order: sortOrder.nullish(),
    is_active: z.boolean().nullish(),
  })
  .meta({ id: 'NewDepartment' });

/** @public */
export type NewDepartment = z.output<typeof newDepartment>;

/** @public */
export const departmentPatch = z
  .object({
    name: name.optional(),
    ...optionalFields,
    sort_order: sortOrder.optional(),
    is_active: z.boolean().optional(),
  })
  .meta({ id: 'DepartmentPatch' });

/** @public */
export type DepartmentPatch = z.output<typeof departmentPatch>;

/** The new parent of a department; null for the root level. @public */
export const departmentMove = z
  .object({ parent_id: uuid.nullable() })
  .meta({ id: 'DepartmentMove' });

/** The consequences of moving a department. @public */
export const movePreview = z
  .strictObject({
    /** The number of moved departments: the department and its descendants. */
    departments: z.int().min(1),
    /** The number of staff of these departments who have not resigned. */
    people: z.int().min(0),
    /** The numbers of membership sources that the move would add and remove. */
    memberships_added: z.int().min(0),
    memberships_removed: z.int().min(0),
  })
  .meta({ id: 'MovePreview' });

/** @public */
export type MovePreview = z.output<typeof movePreview>;

/** A department with its descendants. @public */
export type DepartmentNode = Department & {
  /** The number of the department's own staff who have not resigned. */
  staff_count: number;
  /** The sum of `staff_count` over the department and all its descendants. */
  staff_count_recursive: number;
  children: DepartmentNode[];
};

/** @public */
export const departmentNode: z.ZodType<DepartmentNode> = z
  .strictObject({
    ...department.shape,
    staff_count: z.int().min(0),
    staff_count_recursive: z.int().min(0),
    get children() {
      return z.array(departmentNode);
    },
  })
  .meta({ id: 'DepartmentNode' });

/**
 * A link between a department and a project or another workspace. It makes the department's staff
 * members there.
 *
 * @public
 */
export const departmentLink = z
  .strictObject({
    id: uuid,
    department_id: uuid,
    project_id: uuid.nullable(),
    workspace_id: uuid.nullable(),
    /** The name of the project or workspace. */
    name: z.string(),
    /** The project's entity. */
    entity_ref: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: 'DepartmentLink' });

/** @public */
export type DepartmentLink = z.output<typeof departmentLink>;

/** The project or the workspace to link; exactly one is required. @public */
export const newDepartmentLink = z
  .object({
    project_id: uuid.nullish(),
    workspace_id: uuid.nullish(),
  })
  .refine(
    ({ project_id, workspace_id }) =>
      Boolean(project_id) !== Boolean(workspace_id),
    'needs either project_id or workspace_id',
  )
  .meta({ id: 'NewDepartmentLink' });

/** @public */
export type NewDepartmentLink = z.output<typeof newDepartmentLink>;
