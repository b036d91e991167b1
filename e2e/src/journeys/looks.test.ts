import { findFlaws } from '../harness/looks';
import { onStage } from '../harness/onStage';
import { PageGroup } from '../harness/pageGroup';
import { pageGroups } from '../harness/pages';

/**
 * Axe finds nothing, and nothing is wider than the window. In a wide window, light; in full runs in
 * a dark and in a narrow one, too.
 */
describe('a page that is well', () => {
  it.each(pageGroups.map(group => [group.title, group] as const))(
    'is each of %s',
    onStage(async (stage, _: string, group: PageGroup) => {
      const looks = await group.prepare(stage);
      try {
        const page = await stage.signInAs(group.person, {
          path: looks[0].path,
        });
        expect(await findFlaws(page, looks)).toEqual([]);
      } finally {
        await group.tidyUp?.(stage);
      }
    }),
  );

  it(
    'is the page to sign in on',
    onStage(async stage => {
      const page = await stage.open();
      const look = {
        title: 'sign-in',
        path: '/',
        loaded: () => page.getByRole('button').first().waitFor(),
      };
      expect(await findFlaws(page, [look])).toEqual([]);
    }),
  );
});
