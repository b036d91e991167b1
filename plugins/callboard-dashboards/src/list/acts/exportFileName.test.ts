import { hostileWords } from '@callboard/plugin-callboard-react/testUtils';
import { exportFileName } from './exportFileName';

describe('exportFileName', () => {
  it.each([
    ['Delivery', 'Delivery.json'],
    ['Ärger / 100 %', 'Ärger-100.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['…', 'dashboard.json'],
    ['नमस्ते', 'नमस्ते.json'],
  ])('makes of %s the name %s', (name, file) => {
    expect(exportFileName(name)).toBe(file);
  });

  it('is a plain name, whatever the dashboard is called', () => {
    for (const word of hostileWords) {
      expect(exportFileName(word)).toMatch(/^[\p{L}\p{M}\p{N}-]{1,80}\.json$/u);
    }
  });
});
