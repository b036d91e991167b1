import { findFlaws } from './pageStates';
import { withPortal } from './withPortal';
import { PageGroup } from './pageGroup';

/**
 * Declares that axe finds nothing on the pages of some groups, and nothing is wider than the
 * window: in a wide window, light; in full runs also dark and in a narrow one.
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
