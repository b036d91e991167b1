import { known, max, said } from './__testUtils__/knownStaff';
import { planOf, tableOf } from './__testUtils__/planOf';
import { staffRow } from '../__testUtils__/staffRow';

describe('a row about somebody new', () => {
  const fields = {
    department_code: 'L',
    position: 'Nurse',
    job_grade: '7b',
    phone: '+49 30 1',
    date_of_joining: '2026-02-28',
    date_of_leaving: '2026-03-01',
    employment_status: 'Probation',
    is_department_manager: 'YES',
    notes: 'a\nb',
  };

  it('makes them with all that is in it', async () => {
    const { pairs } = await planOf(tableOf([{ ...max, ...fields }]), known);
    const { department_code, ...values } = fields;
    expect(pairs).toEqual([
      {
        before: null,
        after: staffRow({
          ...max,
          ...values,
          id: expect.any(String),
          department_id: 'legal',
          employment_status: 'probation',
          is_department_manager: true,
          created_at: '1970-01-01T00:00:00.000Z',
          updated_at: '1970-01-01T00:00:00.000Z',
        }),
      },
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['needs no more than the required cells', {}, 'created'],
    [
      'fails without them',
      { first_name: '', email: '' },
      'failed | first_name: must not be empty | email: must not be empty',
    ],
    [
      'fails without a staff id',
      { staff_id: '' },
      'failed | staff_id: must not be empty',
    ],
    [
      'fails for a staff id that is too long',
      { staff_id: 'E12345678' },
      'failed | staff_id: must have at most 8 characters',
    ],
    [
      'fails for what is no mail address',
      { email: 'max' },
      'failed | email: must be a mail address',
    ],
    [
      'fails for a department that nothing calls so',
      { department_code: 'SAL' },
      'failed | department_code: no department has this code',
    ],
    [
      'takes a dept_code for the department',
      { department_code: '0200' },
      'created',
    ],
    [
      'fails for a day that is not in the calendar',
      { date_of_joining: '2026-02-30' },
      'failed | date_of_joining: is not a day of the calendar',
    ],
    [
      'fails for a day that is written another way',
      { date_of_joining: '28.02.2026' },
      'failed | date_of_joining: must be a date like 2026-01-31',
    ],
    [
      'fails for reversed days',
      { date_of_joining: '2026-02-02', date_of_leaving: '2026-02-01' },
      'failed | date_of_leaving: must not be before date_of_joining',
    ],
    [
      'fails for an unknown status',
      { employment_status: 'retired' },
      'failed | employment_status: must be active, probation, suspended, transferred or resigned',
    ],
    [
      'fails for neither yes nor no',
      { is_department_manager: 'maybe' },
      'failed | is_department_manager: must be true or false',
    ],
    [
      'fails for text that is too long',
      { position: 'x'.repeat(256) },
      'failed | position: must have at most 255 characters',
    ],
    [
      'tells everything that is wrong with it',
      { email: 'max', last_name: '', date_of_leaving: 'soon' },
      'failed | email: must be a mail address | date_of_leaving: must be a date like 2026-01-31 | last_name: must not be empty',
    ],
  ])('%s', async (_, cells, expected) => {
    expect(await said([{ ...max, ...cells }])).toEqual([expected]);
  });

  it.each([
    ['1', true],
    ['0', false],
    ['True', true],
    ['no', false],
    ['', false],
  ])('reads %p as %p', async (cell, expected) => {
    const row = { ...max, is_department_manager: cell };
    const { pairs } = await planOf(tableOf([row]), known);
    expect(pairs[0].after.is_department_manager).toBe(expected);
  });

  it('means by a code the department that has it as its own', async () => {
    const row = { ...max, department_code: '0911' };
    const { pairs } = await planOf(tableOf([row]), known);
    expect(pairs[0].after.department_id).toBe('sales');
  });

  it('sets today for who has resigned', async () => {
    const row = { ...max, employment_status: 'RESIGNED' };
    const { pairs } = await planOf(tableOf([row]), known);
    expect(pairs[0].after.date_of_leaving).toBe('2026-06-15');
  });
});
