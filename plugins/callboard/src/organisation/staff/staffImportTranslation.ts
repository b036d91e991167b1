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
    staff_id: 'Identifies a person. The same id means the same person.',
    first_name: 'Needed for new people.',
    last_name: 'Blank for people with one name.',
    email: 'Needed for new people; finds their portal user.',
    department_code: "The department's code or four digits.",
    position: 'What they do.',
    job_grade: 'In your own words.',
    phone: 'Only admins and the person see it.',
    date: 'A day such as 2026-11-20.',
    employment_status: 'active, probation, suspended, transferred or resigned.',
    is_department_manager: 'true or false.',
    notes: 'Only admins and the person see it.',
  },
});
