import fc from 'fast-check';
import { Department } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { Departments, departmentsOf } from './__testUtils__/departmentsOf';
import { cyclesIn, levelsIn } from './tree/ParentIds';

jest.setTimeout(120_000);

describeCallboard('moving a department', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const move = (org: Departments, id: string, parent_id: string | null) =>
    boss().patch(`${org.path}/${id}`, { parent_id });

  const levelOf = async (org: Departments, id: string) =>
    (await boss().get(`${org.path}/${id}`).expect(200)).body.level;

  it('takes all beneath along, and rewrites their levels', async () => {
    const org = await departmentsOf(callboard());
    const [top] = await org.chain(1);
    const [a, b, c] = await org.chain(3);
    const moved = await move(org, a, top).expect(200);
    expect(moved.body).toMatchObject({ parent_id: top, level: 2, version: 2 });
    expect(await levelOf(org, b)).toBe(3);
    expect(await levelOf(org, c)).toBe(4);
    await move(org, b, null).expect(200);
    expect(await levelOf(org, a)).toBe(2);
    expect(await levelOf(org, b)).toBe(1);
    expect(await levelOf(org, c)).toBe(2);
  });

  it('leaves one trace, and a detail for each level that changes', async () => {
    const org = await departmentsOf(callboard());
    const [top] = await org.chain(1);
    const [a, b] = await org.chain(2);
    await move(org, a, top).expect(200);
    const [, main] = await tracesOf(callboard(), a);
    expect(changesIn(main)).toEqual({ parent_id: [null, top], level: [1, 2] });
    expect(main.batch_id).not.toBeNull();
    const history = await boss()
      .get(`/admin/activity?entity_type=department&entity_id=${b}&details=true`)
      .expect(200);
    const [detail] = history.body.activities;
    expect(detail.batch_id).toBe(main.batch_id);
    expect(changesIn(detail)).toEqual({ level: [2, 3] });
    expect(await tracesOf(callboard(), b)).toHaveLength(1);
    const read = await boss().get(`${org.path}/${b}`).expect(200);
    expect(read.body.version).toBe(2);
  });

  it('leaves no details where no level changes', async () => {
    const org = await departmentsOf(callboard());
    const [top, below] = await org.chain(2);
    const [other] = await org.chain(1);
    await move(org, below, other).expect(200);
    const [, main] = await tracesOf(callboard(), below);
    expect(changesIn(main)).toEqual({ parent_id: [top, other] });
    expect(main.batch_id).toBeNull();
  });

  it('is refused beneath the department itself', async () => {
    const org = await departmentsOf(callboard());
    const [a, b, c] = await org.chain(3);
    for (const parent of [a, b, c]) {
      const { body } = await move(org, a, parent).expect(400);
      expect(body.error.message).toBe(
        'body.parent_id: is the department itself, or lies beneath it',
      );
    }
  });

  it('is refused where the tree would be too deep', async () => {
    const org = await departmentsOf(callboard());
    const deep = await org.chain(6);
    const refused = await boss()
      .post(org.path, { name: 'Seven', parent_id: deep[5] })
      .expect(400);
    expect(refused.body.error.message).toBe(
      'body.parent_id: would make the tree deeper than 6 levels',
    );
    const [top, below] = await org.chain(2);
    await move(org, top, deep[4]).expect(400);
    await move(org, top, deep[3]).expect(200);
    expect(await levelOf(org, below)).toBe(6);
  });

  it('is refused into another workspace, and into what was deleted', async () => {
    const org = await departmentsOf(callboard());
    const other = await departmentsOf(callboard());
    const [a] = await org.chain(1);
    const [abroad] = await other.chain(1);
    const { body } = await move(org, a, abroad).expect(400);
    expect(body.error.message).toBe(
      'body.parent_id: is not a department of this workspace',
    );
    const [gone] = await org.chain(1);
    await boss().delete(`${org.path}/${gone}`).expect(204);
    await move(org, a, gone).expect(400);
  });

  it('happens once when two at a time would close a cycle', async () => {
    const org = await departmentsOf(callboard());
    for (let round = 0; round < 5; round += 1) {
      const [a] = await org.chain(1);
      const [b] = await org.chain(1);
      const answers = await Promise.all([move(org, a, b), move(org, b, a)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it('happens once when two at a time would be too deep together', async () => {
    const org = await departmentsOf(callboard());
    for (let round = 0; round < 5; round += 1) {
      const [, end] = await org.chain(2);
      const [top, middle] = await org.chain(2);
      const [last] = await org.chain(3);
      const answers = await Promise.all([
        move(org, top, end),
        move(org, last, middle),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it('keeps a tree of at most six levels, whatever is moved', async () => {
    const org = await departmentsOf(callboard());
    const ids: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      ids.push(await org.make(`D${index}`));
    }
    const index = fc.nat({ max: ids.length - 1 });
    const moves = fc.array(fc.tuple(index, fc.option(index)), {
      minLength: 5,
      maxLength: 15,
    });
    await fc.assert(
      fc.asyncProperty(moves, async sequence => {
        for (const [what, where] of sequence) {
          const parent = where === null ? null : ids[where];
          const { status } = await move(org, ids[what], parent);
          expect([200, 400]).toContain(status);
        }
        const { body } = await boss().get(`${org.path}?limit=200`);
        const items: Department[] = body.items;
        const parents = new Map(
          items.map(({ id, parent_id }) => [id, parent_id]),
        );
        expect(cyclesIn(parents)).toEqual([]);
        const levels = levelsIn(parents);
        items.forEach(({ id, level }) => {
          expect(level).toBe(levels.get(id));
          expect(level).toBeLessThanOrEqual(6);
        });
      }),
      { numRuns: 10 },
    );
  });
});
