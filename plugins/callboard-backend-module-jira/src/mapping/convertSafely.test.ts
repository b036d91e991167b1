import { convertSafely } from './convertSafely';

const problem = { external_id: '1', url: 'https://jira.example.com' };

describe('convertSafely', () => {
  it('runs other tasks before the conversion', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('task'));
    const convert = () => order.push('conversion');
    await convertSafely(convert, problem, jest.fn());
    expect(order).toEqual(['task', 'conversion']);
  });

  it('reports an error, and returns nothing', async () => {
    const report = jest.fn();
    const convert = () => {
      throw new Error('no');
    };
    expect(await convertSafely(convert, problem, report)).toBeUndefined();
    expect(report).toHaveBeenCalledWith({
      ...problem,
      reason: 'The conversion failed: no',
    });
  });
});
