import fc from 'fast-check';
import { newDepartment } from '../departments/schemas';
import { projectPatch } from '../projects/endpoints';
import { newStaffMember } from '../staff/schemas';
import { activityType } from '../time/common';
import {
  cleanText,
  emailPattern,
  findTextProblem,
  createRequiredLineSchema,
  createRequiredTextSchema,
} from './text';

const hidden = [
  ['U+0000', '\u0000'],
  ['a control character of C0', '\u0007'],
  ['a control character of C1', '\u0085'],
  ['a bidirectional control', '\u202e'],
  ['a bidirectional isolate', '\u2066'],
  ['a space without width', '\u200b'],
  ['an invisible operator', '\u2063'],
  ['a deprecated format control', '\u206a'],
  ['a byte order mark', '\ufeff'],
  ['a joiner at the end', '\u200d'],
  ['a lone surrogate', '\ud83d'],
] as const;

describe('text validation', () => {
  it.each(hidden)('rejects text with %s', (_, character) => {
    for (const schema of [
      createRequiredLineSchema(50),
      createRequiredTextSchema(50),
    ]) {
      const { error } = schema.safeParse(`Payments${character}`);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^must not contain (U\+|lone surrogates)/),
      ]);
    }
  });

  it.each([
    ['an emoji of several code points', '👩‍💻 and 👨‍👩‍👧'],
    ['an emoji with a skin tone', '🧑🏽‍🚀'],
    ['a zero-width joiner between letters', 'क्‍ष'],
    ['a zero-width non-joiner between letters', 'می‌خواهم'],
    ['a combining mark', 'हिन्दी'],
  ])('accepts text with %s', (_, text) => {
    expect(createRequiredLineSchema(50).parse(text)).toBe(
      text.normalize('NFC'),
    );
  });

  it('trims single-line text, collapses its white space and normalises it to NFC', () => {
    expect(
      createRequiredLineSchema(50).parse(' Zoe\u0308\u00a0 \t\nMüller '),
    ).toBe('Zoë Müller');
  });

  it.each([
    ['a short name', newDepartment.shape.short_name, 'PAY'],
    ['a department code', newDepartment.shape.dept_code, '0911'],
    ['a project identifier', projectPatch.shape.identifier, 'CHK'],
    ['an email address', newStaffMember.shape.email, 'ada@example.com'],
    ['an activity type', activityType, 'Pair programming'],
  ])('trims %s before its format is checked', (_, schema, text) => {
    expect(schema.parse(` \t${text.replace(' ', '\u00a0 ')}\n`)).toBe(text);
    expect(schema.safeParse(`${text}\u200b`).success).toBe(false);
  });

  it('keeps the white space of multi-line text', () => {
    expect(createRequiredTextSchema(50).parse(' a\r\n\tb\u00a0\n')).toBe(
      ' a\r\n\tb\u00a0\n',
    );
  });

  it.each([' ', '\u00a0', '\n\t', '\u3000'])('rejects %j as empty', text => {
    expect(createRequiredLineSchema(5).safeParse(text).success).toBe(false);
    expect(createRequiredTextSchema(5).safeParse(text).success).toBe(false);
  });

  it('measures the length after trimming', () => {
    expect(createRequiredLineSchema(3).parse('  a   b  ')).toBe('a b');
    expect(createRequiredLineSchema(3).safeParse('abcd').success).toBe(false);
  });

  it('returns parsed text unchanged when it is parsed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const line = createRequiredLineSchema(1_000);
        const { data } = line.safeParse(text);
        const again = data === undefined ? undefined : line.parse(data);
        expect(again).toBe(data);
      }),
    );
  });

  it('removes invalid characters from text of other systems', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'a',
            ' ',
            '👩',
            '💻',
            ...hidden.map(([, one]) => one),
          ),
        ),
        parts => {
          const clean = cleanText(parts.join(''));
          expect(findTextProblem(clean)).toBeUndefined();
          expect(clean.replace(/\u200d/g, '')).toBe(
            parts.filter(part => /[a 👩💻]/u.test(part)).join(''),
          );
        },
      ),
    );
  });
});

describe('emailPattern', () => {
  it.each([
    'ada@example.com',
    "o'neil+work@mail.example.co.uk",
    'kontakt@bücher.example',
    'post@例え.テスト',
    'a@xn--bcher-kva.example',
  ])('accepts %s', address => {
    expect(address).toMatch(emailPattern);
  });

  it.each([
    'ada',
    'ada@example',
    'ada@@example.com',
    '.ada@example.com',
    'ada..b@example.com',
    'ada@-bücher.example',
    'ada@bücher .example',
    'ada@example.com\nbcc: max@example.com',
  ])('rejects %j', address => {
    expect(address).not.toMatch(emailPattern);
  });
});
