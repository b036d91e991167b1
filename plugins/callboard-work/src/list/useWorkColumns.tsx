import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  parseRef,
  StateBadge,
  Unset,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { AssigneeList, LabelList } from '../badges/FieldValues';
import { callboardWorkTranslationRef } from '../translation';
import { InlineField, type EditField } from './InlineField';
import { useItemColumns } from './useItemColumns';

/**
 * Narrower tables, in px, omit or shorten less important columns, so that the title keeps 40 % of
 * the width.
 */
const LABEL_BREAKPOINT_PX = 1_560;
const LABELS_BREAKPOINT_PX = 1_280;
const STATE_BREAKPOINT_PX = 1_160;
const GROUPED_STATE_BREAKPOINT_PX = 1_080;

/** Space for a dash and four digits. */
const NUMBER_LENGTH = 5;

/** The columns of a project's items. */
export function useWorkColumns(options: {
  /** The state is the heading of the rows. */
  isGrouped: boolean;
  onEdit: EditField | undefined;
  /** The listed items. A column without a value in any row is omitted. */
  rows: readonly WorkItem[];
}): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { isGrouped, onEdit, rows } = options;
  const hasLabels = rows.some(item => item.labels.length > 0);
  const hasEstimates = rows.some(
    item => item.estimate_points !== null || item.estimate_time !== null,
  );
  const hasDates = rows.some(item => item.target_date !== null);
  const { project, states, labels, people } = useWorkProject();
  const common = useItemColumns({
    longest: project.identifier.length + NUMBER_LENGTH,
    labelBreakpoint: LABEL_BREAKPOINT_PX,
    onEdit,
  });
  return useMemo<DataTableColumn<WorkItem>[]>(() => {
    const getPersonName = (ref: string) =>
      people.find(({ user_ref }) => user_ref === ref)?.name ??
      parseRef(ref)?.name ??
      ref;
    const labelColumn: DataTableColumn<WorkItem> = {
      id: 'labels',
      header: t('field.labels'),
      width: '100px',
      hideBelow: LABELS_BREAKPOINT_PX,
      cell: ({ row }) => {
        const itemLabels = labels.filter(({ id }) =>
          row.original.labels.includes(id),
        );
        return itemLabels.length > 0 ? (
          <LabelList labels={itemLabels} maxShown={1} />
        ) : null;
      },
    };
    return [
      common.identifier,
      common.title,
      {
        id: 'state',
        header: t('field.state'),
        width: '116px',
        brief: {
          below: isGrouped ? LABEL_BREAKPOINT_PX : STATE_BREAKPOINT_PX,
          width: '52px',
        },
        // The group heading shows the state.
        hideBelow: isGrouped ? GROUPED_STATE_BREAKPOINT_PX : undefined,
        orderBy: 'state',
        cell: ({ row: { original: item } }) => {
          const state = states.find(({ id }) => id === item.state_id);
          return (
            <InlineField
              item={item}
              field="state"
              text={state?.name ?? ''}
              onEdit={onEdit}
            >
              {state ? <StateBadge state={state} /> : <Unset />}
            </InlineField>
          );
        },
      },
      common.priority,
      {
        id: 'assignees',
        header: t('field.assignees'),
        width: '136px',
        brief: { below: LABEL_BREAKPOINT_PX, width: '72px' },
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="assignees"
            text={
              item.assignees.map(getPersonName).join(', ') ||
              t('none.assignees')
            }
            isUnset={item.assignees.length === 0}
            onEdit={onEdit}
          >
            {item.assignees.length > 0 ? (
              <AssigneeList assignees={item.assignees} />
            ) : (
              <Unset />
            )}
          </InlineField>
        ),
      },
      ...(hasLabels ? [labelColumn] : []),
      ...(hasEstimates ? [common.estimate] : []),
      ...(hasDates ? [common.target_date] : []),
    ];
  }, [
    t,
    common,
    states,
    labels,
    people,
    isGrouped,
    onEdit,
    hasLabels,
    hasEstimates,
    hasDates,
  ]);
}
