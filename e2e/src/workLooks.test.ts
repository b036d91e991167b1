import { flawsOf } from './harness/looks';
import { onStage } from './harness/onStage';
import { makeItem, projectPath, WORK } from './harness/work';

describe("a component's work", () => {
  it(
    'is well in light, dark and narrow',
    onStage(async stage => {
      const item = await makeItem(stage, await projectPath(stage), {
        title: 'Keep the receipts of refunds',
        description: '## Why\n\nAccountants ask for them.\n\n- [ ] Ask them',
      });
      const page = await stage.signInAs('alex.admin');
      const pages: Record<string, [string, string]> = {
        list: [WORK, 'Backlog'],
        board: [`${WORK}?view=board`, 'Backlog'],
        drawer: [`${WORK}?item=${item.id}`, 'Accountants ask for them.'],
        settings: [`${WORK}?view=settings`, 'In Review'],
        mine: ['/my-work', 'Open'],
      };
      const flaws: string[] = [];
      for (const [name, [path, words]] of Object.entries(pages)) {
        flaws.push(
          ...(await flawsOf(page, {
            title: `work ${name}`,
            path,
            loaded: () => page.getByText(words).first().waitFor(),
            within: name === 'drawer' ? '[role=dialog]' : undefined,
            fullPage: false,
          })),
        );
      }
      expect(flaws).toEqual([]);
    }),
    180_000,
  );
});
