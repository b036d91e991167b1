import { TestCallboard } from '../../../../__testUtils__/startCallboard';
import { insertMany } from '../../../../database/bulk';
import { createId } from '../../../../database/ids';
import { ProjectFixture } from '../../../work/__testUtils__/ProjectFixture';

/** Creates many labels in a project, copied from an existing one; returns their ids. */
export async function fillLabels(
  callboard: TestCallboard,
  fixture: ProjectFixture,
  count: number,
  formatLabel = (nth: number) => `L${String(nth).padStart(5, '0')}`,
): Promise<string[]> {
  const { knex } = callboard;
  const { id } = await fixture.createSetting('labels', {
    name: 'First',
    color: '#112233',
  });
  const label = await knex('work_labels').where({ id }).first();
  const rows = Array.from({ length: count }, (_, n) => {
    const name = formatLabel(n);
    return { ...label, id: createId(n), name, sort_name: name };
  });
  await insertMany(knex, 'work_labels', rows);
  return rows.map(row => row.id);
}
