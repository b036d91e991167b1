const header = [
  'staff_id',
  'first_name',
  'last_name',
  'email',
  'department_code',
  'date_of_joining',
];

const departments = ['HAM', 'POR', 'NWK'];

/** The fields of a person, by column name. */
type PersonRow = Record<string, string>;

/** The row number of a person in a spreadsheet; `index` starts at 0. */
export const toRowNumber = (index: number) => index + 2;

/** Creates a file of `count` new people; `mistakes` overwrite fields of people, by their index. */
export function buildPeopleCsv(
  count: number,
  mistakes: Record<number, PersonRow>,
): { header: string; lines: string[]; text: string } {
  const lines = Array.from({ length: count }, (_, index) => {
    const id = `E${String(index).padStart(5, '0')}`;
    const person: PersonRow = {
      staff_id: id,
      first_name: 'Newcomer',
      last_name: `Number ${index}`,
      email: `${id.toLowerCase()}@newcomers.example.com`,
      department_code: departments[index % departments.length],
      date_of_joining: '2026-11-02',
      ...mistakes[index],
    };
    return header.map(name => person[name]).join(',');
  });
  const names = header.join(',');
  return { header: names, lines, text: [names, ...lines].join('\r\n') };
}
