import { identifiersIn } from './identifiersIn';

describe('identifiers of work items in texts', () => {
  it.each([
    ['PAY-42', ['PAY-42']],
    ['[PAY-42] review', ['PAY-42']],
    ['Review PAY-42: sums', ['PAY-42']],
    ['feature/PAY-42-login', ['PAY-42']],
    ['(A1B-7, A1B-7, X-1)', ['A1B-7', 'X-1']],
    ['UTF-8 in PAY-42', ['UTF-8', 'PAY-42']],
    ['XPAY-42PAY-43', []],
    ['1PAY-42', []],
    ['pay-42', []],
    ['PAY-0', []],
    ['PAY-042', []],
    ['PAY 42', []],
    ['PAY-1234567890', []],
    ['TOOLONGFORONE-1', []],
    ['', []],
  ])('finds in "%s"', (text, identifiers) => {
    expect(identifiersIn([text])).toEqual(identifiers);
  });

  it('takes those of the first text first, each once, and not without end', () => {
    expect(identifiersIn(['PAY-2', 'PAY-1 PAY-2'])).toEqual(['PAY-2', 'PAY-1']);
    const many = Array.from({ length: 50 }, (_, n) => `PAY-${n + 1}`);
    expect(identifiersIn(many)).toEqual(many.slice(0, 10));
  });
});
