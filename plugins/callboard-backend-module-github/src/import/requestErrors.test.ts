import { isRequestError } from './requestErrors';

describe('isRequestError', () => {
  it.each([404, 500])(
    'returns true for an Error with a numeric status',
    code => {
      expect(
        isRequestError(Object.assign(new Error('no'), { status: code })),
      ).toBe(true);
    },
  );

  it.each([
    undefined,
    null,
    'no',
    404,
    { status: 404 },
    new Error('no'),
    Object.assign(new Error('no'), { status: '404' }),
  ])('returns false for any other value: %p', thrown => {
    expect(isRequestError(thrown)).toBe(false);
  });
});
