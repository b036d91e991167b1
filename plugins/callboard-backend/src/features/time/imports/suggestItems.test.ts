import { suggestItems } from './suggestItems';

describe('suggested work items', () => {
  it.each([
    ['no task', []],
    ['only tasks without a name', [{ project: '', task: '' }]],
  ])('reads nothing for %s', async (_, tasks) => {
    const reader: any = jest.fn();
    const context: any = { caller: {}, workspace: {} };
    const core: any = { reader };
    expect(await suggestItems(core, context, tasks)).toEqual([]);
    expect(reader).not.toHaveBeenCalled();
  });
});
