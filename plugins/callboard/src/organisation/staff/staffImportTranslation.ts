import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the page that imports people.
 *
 * @public
 */
export const callboardStaffImportTranslationRef = createTranslationRef({
  id: 'callboard-staff-import',
  messages: {
    title: 'Import people',
    adminsOnly: 'Only admins of the workspace can import people.',
    back: 'People',
    staff_id: 'Staff ID. A row with an existing ID updates that person.',
    first_name: 'Required for new people.',
    last_name: 'Empty for people with one name.',
    email: 'Required for new people; matches their portal user.',
    department_code:
      'The import code or the four-digit number of the department.',
    position: 'Job title.',
    job_grade: 'Free text.',
    phone: 'Visible to admins and the person only.',
    date: 'A date such as 2026-11-20.',
    employment_status:
      'active, probation, suspended, transferred or resigned (has left).',
    is_department_manager: 'true or false.',
    notes: 'Visible to admins and the person only.',
  },
});
