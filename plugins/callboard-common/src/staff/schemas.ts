import { z } from 'zod';
import {
  calendarDate,
  instant,
  requireOrder,
  userRef,
  uuid,
} from '../contract/primitives';
import {
  emailPattern,
  createMultiLineTextSchema,
  createRequiredLineSchema,
  createSingleLineTextSchema,
} from '../contract/text';

/** The employment status. @public */
export const staffStatus = z.enum(
  ['active', 'probation', 'suspended', 'transferred', 'resigned'],
  { error: 'must be active, probation, suspended, transferred or resigned' },
);

/** @public */
export type StaffStatus = z.output<typeof staffStatus>;

/** The order of a list of staff; a leading `-` means descending. @public */
export const staffOrder = z.enum([
  'name',
  '-name',
  'staff_id',
  '-staff_id',
  'email',
  '-email',
  'position',
  '-position',
  'date_of_joining',
  '-date_of_joining',
  'created_at',
  '-created_at',
]);

/** @public */
export type StaffOrder = z.output<typeof staffOrder>;

/** A staff member. Only workspace admins and the person see `phone` and `notes`. @public */
export const staffMember = z
  .strictObject({
    id: uuid,
    staff_id: z.string(),
    /** A User reference; null until Callboard finds a User with the same email address. */
    user_ref: z.string().nullable(),
    first_name: z.string(),
    /** Null for people with a single name. */
    last_name: z.string().nullable(),
    email: z.string(),
    department_id: uuid.nullable(),
    position: z.string().nullable(),
    job_grade: z.string().nullable(),
    phone: z.string().nullable().optional(),
    date_of_joining: z.string().nullable(),
    date_of_leaving: z.string().nullable(),
    employment_status: staffStatus,
    is_department_manager: z.boolean(),
    notes: z.string().nullable().optional(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'StaffMember' });

/** @public */
export type StaffMember = z.output<typeof staffMember>;

/** Returns the full name of a staff member. @public */
export function getStaffName({
  first_name,
  last_name,
}: Pick<StaffMember, 'first_name' | 'last_name'>): string {
  return last_name ? `${first_name} ${last_name}` : first_name;
}

const name = createRequiredLineSchema(100);
const email = createSingleLineTextSchema(254).check(
  z.email({ pattern: emailPattern, error: 'must be an email address' }),
);

const optionalFields = {
  user_ref: userRef.nullish(),
  department_id: uuid.nullish(),
  position: createSingleLineTextSchema(255).nullish(),
  job_grade: createSingleLineTextSchema(50).nullish(),
  phone: createSingleLineTextSchema(50).nullish(),
  date_of_joining: calendarDate.nullish(),
  date_of_leaving: calendarDate.nullish(),
  notes: createMultiLineTextSchema(4_000).nullish(),
};

/** The maximum length of a staff id; the configuration may set a lower maximum. @public */
export const MAX_STAFF_ID_LENGTH = 64;

/** @public */
export const newStaffMember = requireOrder(
  z.object({
    staff_id: createRequiredLineSchema(MAX_STAFF_ID_LENGTH),
    first_name: name,
    last_name: createSingleLineTextSchema(100).nullish(),
    email,
    ...optionalFields,
    employment_status: staffStatus.nullish(),
    is_department_manager: z.boolean().nullish(),
  }),
  'date_of_joining',
  'date_of_leaving',
).meta({ id: 'NewStaffMember' });

/** @public */
export type NewStaffMember = z.output<typeof newStaffMember>;

/** @public */
export const staffPatch = requireOrder(
  z.object({
    staff_id: createRequiredLineSchema(MAX_STAFF_ID_LENGTH).optional(),
    first_name: name.optional(),
    last_name: createSingleLineTextSchema(100).nullish(),
    email: email.optional(),
    ...optionalFields,
    employment_status: staffStatus.optional(),
    is_department_manager: z.boolean().optional(),
  }),
  'date_of_joining',
  'date_of_leaving',
).meta({ id: 'StaffPatch' });

/** @public */
export type StaffPatch = z.output<typeof staffPatch>;

/** The new department of a staff member, and the date of the transfer; today by default. @public */
export const staffTransfer = z
  .object({ department_id: uuid, effective_date: calendarDate.nullish() })
  .meta({ id: 'StaffTransfer' });

/** @public */
export type StaffTransfer = z.output<typeof staffTransfer>;

/** One transfer between departments. @public */
export const transferRecord = z
  .strictObject({
    id: uuid,
    from_department_id: uuid.nullable(),
    /** The name of the department at that time. */
    from_department_name: z.string().nullable(),
    to_department_id: uuid.nullable(),
    to_department_name: z.string().nullable(),
    effective_date: z.string(),
    transferred_by: z.string(),
    transferred_by_name: z.string(),
    created_at: instant,
  })
  .meta({ id: 'TransferRecord' });

/** @public */
export type TransferRecord = z.output<typeof transferRecord>;

const ids = z
  .array(uuid)
  .min(1, 'must contain at least one person')
  .max(100, 'must name at most 100 people');

/** A bulk action on staff, applied to all or none. @public */
export const staffBulkAction = z
  .discriminatedUnion('action', [
    z.object({
      action: z.literal('transfer'),
      ids,
      department_id: uuid,
      effective_date: calendarDate.nullish(),
    }),
    z.object({
      action: z.literal('status'),
      ids,
      employment_status: staffStatus,
    }),
    z.object({ action: z.literal('delete'), ids }),
  ])
  .meta({ id: 'StaffBulkAction' });

/** @public */
export type StaffBulkAction = z.output<typeof staffBulkAction>;

const count = z.int().min(0);

const countsByStatus = {
  active: count,
  probation: count,
  suspended: count,
  transferred: count,
  resigned: count,
};

/** @public */
export const staffStats = z
  .strictObject({
    total: count,
    ...countsByStatus,
    by_status: z.strictObject(countsByStatus),
    /** Largest first; the counts add up to `total`. */
    by_department: z.array(
      z.strictObject({
        /** Null for people without a department. */
        department_id: uuid.nullable(),
        department_name: z.string().nullable(),
        count,
      }),
    ),
  })
  .meta({ id: 'StaffStats' });

/** @public */
export type StaffStats = z.output<typeof staffStats>;

/** The people of a department, as its members see them. @public */
export const team = z
  .strictObject({
    /** Null for people without a department. */
    department: z
      .strictObject({
        id: uuid,
        name: z.string(),
        manager_ref: z.string().nullable(),
        manager_name: z.string().nullable(),
      })
      .nullable(),
    /** The staff by name; at most the requested number. */
    people: z.array(
      z.strictObject({
        id: uuid,
        user_ref: z.string().nullable(),
        display_name: z.string(),
        position: z.string().nullable(),
      }),
    ),
    /** The number of staff in the department. */
    total: z.int().min(0),
  })
  .meta({ id: 'Team' });

/** @public */
export type Team = z.output<typeof team>;
