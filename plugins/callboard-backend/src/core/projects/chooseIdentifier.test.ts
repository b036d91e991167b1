import { projectPatch } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { chooseIdentifier } from './chooseIdentifier';

describe('chooseIdentifier', () => {
  it.each([
    ['payments-api', [], 'PAYMENTSAPI'],
    ['payments-api', ['PAYMENTSAPI'], 'PAYMENTSAPI2'],
    ['payments-api', ['PAYMENTSAPI', 'PAYMENTSAPI2'], 'PAYMENTSAPI3'],
    ['a-very-long-service-name', [], 'AVERYLONGSER'],
    ['a-very-long-service-name', ['AVERYLONGSER'], 'AVERYLONGSE2'],
    ['---', [], 'P'],
    ['3scale', [], 'P3SCALE'],
    ['3scale', ['P3SCALE'], 'P3SCALE2'],
    ['123456789012', [], 'P12345678901'],
  ])(
    'derives from %s, with %j taken, the identifier %s',
    (name, taken, identifier) => {
      const used: string[] = taken;
      expect(chooseIdentifier(name, value => used.includes(value))).toBe(
        identifier,
      );
    },
  );

  it('returns a valid and unused identifier for any entity name @full', () => {
    const entityName = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(entityName, { maxLength: 40 }), names => {
        const used = new Set<string>();
        for (const name of names) {
          const identifier = chooseIdentifier(name, value => used.has(value));
          expect(projectPatch.parse({ identifier })).toEqual({ identifier });
          expect(used.has(identifier)).toBe(false);
          used.add(identifier);
        }
      }),
    );
  });
});
