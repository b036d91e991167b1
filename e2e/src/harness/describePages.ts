import { findFlaws } from './pageStates';
import { withPortal } from './withPortal';
import { PageGroup } from './pageGroup';

/**
 * Declares a test for each group of pages: axe finds nothing, and no page is wider than the window.
 * Checks a wide window with the light theme; full runs also check the dark theme and a narrow window.
 */
export function describePages(groups: readonly PageGroup[]): void {
  it.each(groups.map(group => [group.title, group] as const))(
    'finds no flaws on %s',
    withPortal(async (session, _: string, group: PageGroup) => {
      const pageStates = await group.prepare(session);
      try {
        const page = await session.signInAs(group.person, {
          path: pageStates[0].path,
        });
        expect(await findFlaws(page, pageStates)).toEqual([]);
      } finally {
        await group.tidyUp?.(session);
      }
    }),
  );
}
