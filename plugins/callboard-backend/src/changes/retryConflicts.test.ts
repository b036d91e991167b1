import { retryConflicts } from './retryConflicts';

const failWith = (code: string) => Object.assign(new Error(code), { code });

describe('retryConflicts', () => {
  it.each(['23505', 'SQLITE_CONSTRAINT_UNIQUE', '40P01'])(
    'repeats a change after the error %s, up to three times',
    async code => {
      const run = jest
        .fn()
        .mockRejectedValueOnce(failWith(code))
        .mockRejectedValueOnce(failWith(code))
        .mockResolvedValueOnce('done');
      expect(await retryConflicts(run)).toBe('done');

      const failing = jest.fn().mockRejectedValue(failWith(code));
      await expect(retryConflicts(failing)).rejects.toThrow(code);
      expect(failing).toHaveBeenCalledTimes(3);
    },
  );

  it('throws other errors after one attempt', async () => {
    const run = jest.fn().mockRejectedValue(failWith('23502'));
    await expect(retryConflicts(run)).rejects.toThrow('23502');
    expect(run).toHaveBeenCalledTimes(1);
  });
});
