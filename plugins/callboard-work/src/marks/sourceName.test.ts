import { hostileWords } from '@callboard/plugin-callboard-react/testUtils';
import { sourceName } from './sourceName';

describe('sourceName', () => {
  it('calls sources what they call themselves, others what items call them', () => {
    expect(sourceName('github')).toBe('GitHub');
    for (const word of hostileWords) {
      expect(sourceName(word)).toBe(word);
    }
  });
});
