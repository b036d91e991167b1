import { PreconditionFailedError } from './errors';
import { etagOf, Precondition } from './Precondition';

const allows = (header: string | undefined, version: number) => {
  try {
    Precondition.fromHeader(header).check(version);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(PreconditionFailedError);
    return false;
  }
};

describe('If-Match', () => {
  it('lets everything through when it is absent or *', () => {
    expect(allows(undefined, 7)).toBe(true);
    expect(allows(' * ', 7)).toBe(true);
    expect(() => Precondition.none.check(1)).not.toThrow();
  });

  it('lets through the versions it names, strong or weak', () => {
    for (const header of ['"7"', 'W/"7"', ' "7" ', '"1", "7"', '"1",W/"7"']) {
      expect(allows(header, 7)).toBe(true);
      expect(allows(header, 8)).toBe(false);
    }
  });

  it('lets nothing through that is no tag of ours', () => {
    for (const header of ['', '7', '"07"', 'w/"7"', '"7', '"7"; x', '"*"']) {
      expect(allows(header, 7)).toBe(false);
    }
  });

  it('is met by the ETag of the version', () => {
    expect(etagOf(12)).toBe('"12"');
    expect(allows(etagOf(12), 12)).toBe(true);
  });
});
