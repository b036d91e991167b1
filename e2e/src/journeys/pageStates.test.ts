import { describePages } from '../harness/describePages';
import { findFlaws } from '../harness/pageStates';
import { onStage } from '../harness/onStage';
import { adminPages } from '../harness/pages';

describe('a page that is well', () => {
  describePages(adminPages);

  it(
    'is the page to sign in on',
    onStage(async stage => {
      const page = await stage.open();
      const pageState = {
        title: 'sign-in',
        path: '/',
        loaded: () => page.getByRole('button').first().waitFor(),
      };
      expect(await findFlaws(page, [pageState])).toEqual([]);
    }),
  );
});
