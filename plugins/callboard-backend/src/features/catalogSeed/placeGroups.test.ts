import { group, setting } from './__testUtils__/organisations';
import { reasons, run } from './__testUtils__/run';
import { Conflicts } from './Conflicts';
import { madeByHand } from './__testUtils__/organisations';

it('goes a few times only through Groups that are left out one after the other', () => {
  const looks = jest.spyOn(Conflicts.prototype, 'has');
  const groups = Array.from({ length: 1_000 }, (_, index) =>
    group(`g${index}`, index > 0 ? `g${index - 1}` : undefined),
  );
  const plan = run(groups, [], madeByHand(), setting);
  expect(plan.departments.counts).toMatchObject({ created: 6 });
  const left = reasons(plan);
  expect(Object.keys(left)).toHaveLength(994);
  expect(left.g6).toBe('would make the tree deeper than 6 levels');
  expect(left.g999).toBe('group:default/g998 above it is left out');
  // `run` does it twice.
  expect(looks.mock.calls.length).toBeLessThan(40 * groups.length);
  looks.mockRestore();
});
