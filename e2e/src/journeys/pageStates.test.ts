import { describePages } from '../harness/describePages';
import { findFlaws } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { adminPages } from '../harness/pages';

describe('page accessibility and layout', () => {
  describePages(adminPages);

  it(
    'renders the sign-in page without accessibility or overflow errors',
    withPortal(async session => {
      const page = await session.open();
      const pageState = {
        title: 'sign-in',
        path: '/',
        waitUntilLoaded: () => page.getByRole('button').first().waitFor(),
      };
      expect(await findFlaws(page, [pageState])).toEqual([]);
    }),
  );
});
