import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  entityPresentationApiRef,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { cleanup, screen } from '@testing-library/react';
import { ChangesLine } from './ChangesLine';
import type { NameOfValue } from './useChangeWords';

async function lineOf(
  activity: Partial<Activity>,
  nameOf?: NameOfValue,
): Promise<string | null> {
  renderInTestApp(
    <div data-testid="line">
      <ChangesLine
        activity={{ action: 'update', changes: [], ...activity } as Activity}
        nameOf={nameOf}
      />
    </div>,
  );
  return (await screen.findByTestId('line')).textContent;
}

describe('ChangesLine', () => {
  it('shows the first changes, before and after', async () => {
    expect(
      await lineOf({
        changes: [
          { field: 'state_id', old_value: 'a', new_value: 'b' },
          { field: 'estimate_time', old_value: 60, new_value: 90 },
          { field: 'is_active', old_value: true, new_value: false },
          { field: 'notes', old_value: null, new_value: '[hidden]' },
        ],
      }),
    ).toBe('estimate time 1h → 1h 30m, is active yes → no+2 more');
  });

  it('names identifiers where it can', async () => {
    const names: Record<string, string> = { a: 'Platform', b: 'Shop' };
    expect(
      await lineOf(
        {
          changes: [
            { field: 'parent_id', old_value: 'a', new_value: 'b' },
            { field: 'level', old_value: 2, new_value: 3 },
          ],
        },
        (field, value) =>
          field === 'parent_id' ? names[String(value)] : undefined,
      ),
    ).toBe('parent Platform → Shop, level 2 → 3');
  });

  it('says of a new time entry how long it was, and whose where it is not the own', async () => {
    const entry = (name: string) => ({
      action: 'create',
      entity_type: 'worklog',
      user_name: 'Max Member',
      changes: Object.entries({
        logged_by: `user:default/${name}`,
        logged_by_name: name,
        duration_minutes: 75,
        logged_at: '2026-11-16',
      }).map(([field, new_value]) => ({ field, old_value: null, new_value })),
    });
    expect(await lineOf(entry('Max Member'))).toMatch(/^duration.* 1h 15m, /);
    cleanup();
    expect(await lineOf(entry('Mona'))).toMatch(
      /^logged by Mona, duration.* 1h 15m/,
    );
  });

  it('says why somebody is a member, each reason once', async () => {
    const byDepartment = { source: 'department', role: 'member' };
    expect(
      await lineOf({
        entity_type: 'project_member',
        changes: [
          {
            field: 'sources',
            old_value: [],
            new_value: [
              { source: 'manual', role: 'admin' },
              byDepartment,
              byDepartment,
            ],
          },
        ],
      }),
    ).toBe('sources none → Added by hand, Department');
  });

  it('says names in place of the references beside them', async () => {
    expect(
      await lineOf({
        changes: [
          {
            field: 'manager_ref',
            old_value: null,
            new_value: 'user:default/mona',
          },
          { field: 'manager_name', old_value: null, new_value: 'Mona Manager' },
          {
            field: 'user_ref',
            old_value: 'user:default/max',
            new_value: null,
          },
        ],
      }),
    ).toBe('manager nobody → Mona Manager, user max → nobody');
  });

  it('keeps identifiers that people recognise', async () => {
    expect(
      await lineOf({
        changes: [
          { field: 'staff_id', old_value: 'A1', new_value: 'A2' },
          {
            field: 'target_date',
            old_value: null,
            new_value: '2026-03-01',
          },
        ],
      }),
    ).toMatch(/^staff id A1 → A2, due date none → /);
  });

  it.each(['create', 'link'])(
    'shows only what is new after %s, and cuts what is long',
    async action => {
      expect(
        await lineOf({
          action,
          changes: [
            { field: 'name', old_value: null, new_value: 'x'.repeat(99) },
          ],
        }),
      ).toBe(`name ${'x'.repeat(31)}…`);
    },
  );

  it('says of a new thing what it is, and leaves out where it is kept', async () => {
    expect(
      await lineOf({
        action: 'create',
        changes: [
          { field: 'id', old_value: null, new_value: 'a' },
          { field: 'sort_order', old_value: null, new_value: 65535 },
          { field: 'description', old_value: null, new_value: null },
          { field: 'labels', old_value: null, new_value: [] },
          { field: 'title', old_value: null, new_value: 'Fix rounding' },
        ],
      }),
    ).toBe('title Fix rounding');
  });

  it('says of a new thing what its label does not', async () => {
    expect(
      await lineOf({
        action: 'create',
        entity_label: 'PAY-7 Fix rounding',
        changes: [
          { field: 'identifier', old_value: null, new_value: 'PAY-7' },
          { field: 'title', old_value: null, new_value: 'Fix rounding' },
          {
            field: 'description',
            old_value: null,
            new_value: 'It rounds\nup.',
          },
          { field: 'priority', old_value: null, new_value: 'high' },
        ],
      }),
    ).toBe('priority high');
  });

  it('shows longer texts from where they begin to differ', async () => {
    const text = 'The total is rounded on each line. '.repeat(4);
    expect(
      await lineOf({
        changes: [
          {
            field: 'description',
            old_value: `${text}Fix it.`,
            new_value: `${text}Mend it.`,
          },
        ],
      }),
    ).toBe('description … each line. Fix it. → … each line. Mend it.');
  });

  it('names people and things that lists hold', async () => {
    expect(
      await lineOf({
        metadata: { names: { 'user:default/lou': 'Lourdes Runte' } },
        changes: [
          {
            field: 'assignees',
            old_value: [],
            new_value: ['user:default/lou', 'user:default/max'],
          },
          { field: 'labels', old_value: ['x'], new_value: [] },
        ],
      }),
    ).toBe('assignees nobody → Lourdes Runte, max, labels x → none');
  });

  it('asks the catalog for names that were not recorded', async () => {
    const asked: string[] = [];
    const presentation: EntityPresentationApi = {
      forEntity: ref => {
        asked.push(String(ref));
        const snapshot = {
          entityRef: String(ref),
          primaryTitle: 'Lourdes Runte',
          Icon: undefined,
        };
        return { snapshot, promise: Promise.resolve(snapshot) };
      },
    };
    const change = (value: string) => ({
      field: 'assignees',
      old_value: [],
      new_value: [value],
    });
    renderInTestApp(
      <ChangesLine
        activity={
          {
            action: 'update',
            metadata: { names: { 'user:default/max': 'Max Member' } },
            changes: [change('user:default/lou'), change('user:default/max')],
          } as unknown as Activity
        }
      />,
      { apis: [[entityPresentationApiRef, presentation]] },
    );
    expect(await screen.findByText('Lourdes Runte')).toBeVisible();
    expect(screen.getByText('Max Member')).toBeVisible();
    expect(asked).toEqual(['user:default/lou']);
  });

  it('has nothing to say about a plain view', async () => {
    expect(await lineOf({ action: 'page_view' })).toBe('');
  });
});
