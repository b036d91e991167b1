import fc from 'fast-check';
import { identifierOf } from './identifierOf';

describe('the identifier of a project', () => {
  it.each([
    ['payments-api', [], 'PAYMENTSAPI'],
    ['payments-api', ['PAYMENTSAPI'], 'PAYMENTSAPI2'],
    ['payments-api', ['PAYMENTSAPI', 'PAYMENTSAPI2'], 'PAYMENTSAPI3'],
    ['a-very-long-service-name', [], 'AVERYLONGSER'],
    ['a-very-long-service-name', ['AVERYLONGSER'], 'AVERYLONGSE2'],
    ['---', [], 'P'],
  ])('of %s beside %j is %s', (name, taken, identifier) => {
    const used: string[] = taken;
    expect(identifierOf(name, value => used.includes(value))).toBe(identifier);
  });

  it('is always short, upper case and its own', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), names => {
        const used = new Set<string>();
        for (const name of names) {
          const identifier = identifierOf(name, value => used.has(value));
          expect(identifier).toMatch(/^[A-Z0-9]{1,12}$/);
          expect(used.has(identifier)).toBe(false);
          used.add(identifier);
        }
      }),
    );
  });
});
