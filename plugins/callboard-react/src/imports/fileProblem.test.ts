import { endpoints } from '@callboard/plugin-callboard-common';
import { fileProblem } from './fileProblem';

const kind = {
  endpoint: endpoints.importStaff,
  extensions: ['.csv', '.xlsx'],
};
const MEGABYTE = 1024 * 1024;

describe('fileProblem', () => {
  it.each([
    ['people.csv', 10, undefined],
    ['People.XLSX', 10 * MEGABYTE, undefined],
    ['people.csv', 0, 'empty'],
    ['people.csv', 10 * MEGABYTE + 1, 'tooLarge'],
    ['people.pdf', 10, 'type'],
    ['csv', 10, 'type'],
  ])('%s of %d bytes: %s', (name, size, problem) => {
    expect(fileProblem({ name, size }, kind)).toBe(problem);
  });
});
