import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { normaliseForSearch } from '../../database/text';
import { FeatureTables } from '../../database/FeatureTables';

/** An address that never receives emails. @see https://www.rfc-editor.org/rfc/rfc2606 */
const ERASED_EMAIL = 'erased@example.invalid';

/** The tables of staff and their transfers, and their personal columns. */
export const staffData: FeatureTables = {
  domain: 'staff',
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
      // Erased people still count among the staff of their department.
      erasure: {
        staff_id: { column: 'id' },
        first_name: 'Erased',
        last_name: 'person',
        sort_name: normaliseForSearch('Erased person'),
        search_text: '',
        email: ERASED_EMAIL,
        position: null,
        job_grade: null,
        phone: null,
        search_phone: null,
        date_of_joining: null,
        date_of_leaving: null,
        notes: null,
        entity_ref: null,
      },
      names: [
        ['first_name', 'last_name'],
        ['last_name', 'first_name'],
        ['sort_name'],
        ['search_text'],
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
      erasure: {},
    },
    {
      table: 'staff_transfers',
      identifiedBy: [{ column: 'transferred_by', holds: 'user_ref' }],
      columns: ['transferred_by_name'],
      erasure: { transferred_by_name: ERASED_NAME },
      names: [['transferred_by_name']],
    },
  ],
};
