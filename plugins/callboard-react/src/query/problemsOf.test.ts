import { problemsOf } from './problemsOf';

const refusal = (error: object) => ({ body: { error } });

describe('problemsOf', () => {
  it('tells what is wrong by field', () => {
    const problems = [
      { field: 'body.name', reason: 'must not be empty' },
      { field: 'query.limit', reason: 'must be at most 200' },
    ];
    expect(problemsOf(refusal({ message: 'Bad', problems }))).toEqual({
      message: 'Bad',
      fields: { name: 'must not be empty' },
    });
  });

  it('reads the fields of a conflict from its words', () => {
    const message =
      'body.code: PAY is taken by Payments; body.short_name: PAY is taken by Shop';
    expect(problemsOf(refusal({ message })).fields).toEqual({
      code: 'PAY is taken by Payments',
      short_name: 'PAY is taken by Shop',
    });
  });

  it.each([
    [new Error('Failed to fetch'), 'Failed to fetch'],
    [refusal({ message: 'The slug lab is taken' }), 'The slug lab is taken'],
    [null, ''],
  ])('is about no field in %j', (error, message) => {
    expect(problemsOf(error)).toEqual({ message, fields: {} });
  });
});
