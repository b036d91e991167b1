import { isRequestError } from './isRequestError';

describe('what is thrown', () => {
  it.each([404, 500])(
    'is an answer of GitHub where it has its status',
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
  ])('is none in all other cases: %p', thrown => {
    expect(isRequestError(thrown)).toBe(false);
  });
});
