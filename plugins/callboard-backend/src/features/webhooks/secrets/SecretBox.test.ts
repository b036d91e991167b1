import { SecretBox } from './SecretBox';

const OLD = 'an old key of many characters';
const NEW = 'a new key of many characters';

describe('a box of secrets', () => {
  it('gives back what was put in, and shows nothing of it', () => {
    const box = new SecretBox([OLD]);
    const sealed = box.seal('whsec_c2VjcmV0', 'row-1');
    expect(sealed).not.toContain('c2VjcmV0');
    expect(sealed).not.toBe(box.seal('whsec_c2VjcmV0', 'row-1'));
    expect(box.open(sealed, 'row-1')).toBe('whsec_c2VjcmV0');
  });

  it('opens what a former key has sealed, and knows that it is old', () => {
    const sealed = new SecretBox([OLD]).seal('secret', 'row-1');
    const rotated = new SecretBox([NEW, OLD]);
    expect(rotated.open(sealed, 'row-1')).toBe('secret');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.seal('secret', 'row-1'))).toBe(true);
  });

  it('opens nothing without its key, in another row, or changed', () => {
    const box = new SecretBox([OLD]);
    const sealed = box.seal('secret', 'row-1');
    const end = sealed.endsWith('A') ? 'B' : 'A';
    expect(() => new SecretBox([NEW]).open(sealed, 'row-1')).toThrow(
      'callboard.webhooks.encryptionKeys',
    );
    expect(() => box.open(sealed, 'row-2')).toThrow();
    expect(() => box.open(sealed.slice(0, -1) + end, 'row-1')).toThrow();
  });
});
