import { StoredData } from '../../database/StoredData';

/** The people of the organisation, and where they were before. */
export const staffData: StoredData = {
  tables: ['staff_transfers', 'staff'],
  personal: [
    {
      table: 'staff',
      identifiedBy: [
        { column: 'user_ref', holds: 'user_ref' },
        { column: 'email', holds: 'email' },
      ],
      columns: [
        'staff_id',
        'first_name',
        'last_name',
        'sort_name',
        'search_text',
        'department_id',
        'position',
        'job_grade',
        'phone',
        'search_phone',
        'date_of_joining',
        'date_of_leaving',
        'employment_status',
        'is_department_manager',
        'notes',
        'entity_ref',
      ],
    },
    {
      table: 'staff_transfers',
      identifiedBy: [{ column: 'staff_member_id', holds: 'staff.id' }],
      columns: [
        'from_department_id',
        'from_department_name',
        'to_department_id',
        'to_department_name',
        'effective_date',
      ],
    },
    {
      table: 'staff_transfers',
      identifiedBy: [{ column: 'transferred_by', holds: 'user_ref' }],
      columns: ['transferred_by_name'],
    },
  ],
  impersonal: {},
};
