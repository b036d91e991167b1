import { fieldProblemsOf } from './fieldProblemsOf';

const refusal = (error: object) => ({ body: { error } });

describe('fieldProblemsOf', () => {
  it('gives the paths of all fields as the server names them', () => {
    const problems = [
      { field: 'body.cells[3].minutes', reason: 'must be at most 1440' },
      { field: 'body.cells[3].date', reason: 'must be in the week' },
    ];
    expect(fieldProblemsOf(refusal({ message: 'Bad', problems }))).toEqual(
      problems,
    );
  });

  it('reads the paths of a conflict from its words', () => {
    const message =
      'body.cells[0]: has 2 entries; body.cells[7].date: is approved';
    expect(fieldProblemsOf(refusal({ message }))).toEqual([
      { field: 'body.cells[0]', reason: 'has 2 entries' },
      { field: 'body.cells[7].date', reason: 'is approved' },
    ]);
  });

  it.each([
    [new Error('Failed to fetch')],
    [refusal({ message: 'The slug lab is taken' })],
    [null],
  ])('names no field in %j', error => {
    expect(fieldProblemsOf(error)).toEqual([]);
  });
});
