import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ListedItem,
  WidgetItems,
} from '@callboard/plugin-callboard-common';
import {
  oneLine,
  DueDate,
  formatCount,
  visuallyHidden,
  PeopleList,
  StateBadge,
  ResourcesProvider,
  Unset,
  useResource,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { widgetTableStyle } from './BarsTable';
import type { WidgetContentFields } from './widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The title of a work item on one line; a link once a `ResourcesProvider` has loaded the item. */
export function ItemLink(props: { id: string; title: string }) {
  const { id, title } = props;
  const resource = useResource('work_item', id);
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: 'block',
        minWidth: 0,
        ...oneLine,
      }}
    >
      {typeof resource === 'object' ? (
        <Link to={resource.url}>{title}</Link>
      ) : (
        title
      )}
    </Box>
  );
}

/** Below this width, in px, titles are below the identifiers, and icons have no labels. */
const NARROW = '@container (max-width: 640px)';

/** Below this width, in px, only titles, states and dates fit. */
const TINY = '@container (max-width: 320px)';

const cell = {
  px: 1,
  py: 0.5,
  height: 36,
  borderBottom: 1,
  borderColor: 'divider',
  textAlign: 'start',
  fontWeight: 'inherit',
  // Texts for screen readers would otherwise overflow the table.
  position: 'relative',
  overflow: 'hidden',
  whiteSpace: 'nowrap',
} as const;

const createColumnStyle = (width: number, narrow: number) => ({
  width,
  [NARROW]: { width: narrow },
});

const columns = {
  state: createColumnStyle(136, 36),
  assignees: { ...createColumnStyle(160, 64), [TINY]: { display: 'none' } },
  due: { ...createColumnStyle(136, 132), textAlign: 'end' },
} as const;

/** Whether a column has only icons in narrow widgets. */
const isIconColumn = (name: string) => name === 'state' || name === 'assignees';

function Row(props: { item: ListedItem }) {
  const { item } = props;
  const state = {
    name: item.state_name,
    color: item.state_color,
    group: item.state_group,
  };
  return (
    <tr>
      <Box component="th" scope="row" sx={cell}>
        <Box
          sx={{
            display: 'flex',
            alignItems: 'baseline',
            gap: 1,
            [NARROW]: { display: 'block' },
          }}
        >
          <Box
            component="span"
            sx={{
              flexShrink: 0,
              minWidth: 84,
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
              whiteSpace: 'nowrap',
              [NARROW]: { typography: 'caption' },
            }}
          >
            {item.identifier}
          </Box>
          <ItemLink id={item.id} title={item.title} />
        </Box>
      </Box>
      <Box component="td" sx={cell}>
        <StateBadge state={state} />
      </Box>
      <Box
        component="td"
        sx={{
          ...cell,
          [NARROW]: { '& a': visuallyHidden },
          [TINY]: { display: 'none' },
        }}
      >
        {item.assignees.length > 0 ? (
          <PeopleList people={item.assignees} />
        ) : (
          <Unset />
        )}
      </Box>
      <Box component="td" sx={{ ...cell, textAlign: 'end' }}>
        <DueDate item={item} />
      </Box>
    </tr>
  );
}

const toItemReferences = ({ id, assignees }: ListedItem) => ({
  entity_type: 'work_item',
  entity_id: id,
  assignees: assignees.map(({ user_ref }) => user_ref),
});

export function ItemsTable(props: {
  widget: WidgetContentFields;
  list: WidgetItems;
  /** Opens a list of all items, including those that are not shown. */
  onAll?: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, list, onAll } = props;
  const { items, total, truncated } = list;
  const references = useMemo(() => items.map(toItemReferences), [items]);
  const headings = [
    ['item', undefined],
    ['state', columns.state],
    ['assignees', columns.assignees],
    ['due', columns.due],
  ] as const;
  return (
    <ResourcesProvider rows={references}>
      <Box
        role="region"
        aria-label={t('items.table', { title: widget.title || t('untitled') })}
        tabIndex={0}
        sx={{
          height: '100%',
          overflowX: 'hidden',
          overflowY: 'auto',
          containerType: 'inline-size',
        }}
      >
        <Box
          component="table"
          sx={{
            ...widgetTableStyle,
            tableLayout: 'fixed',
            [NARROW]: { '& [data-badge-label]': visuallyHidden },
          }}
        >
          <thead>
            <tr>
              {headings.map(([name, style]) => (
                <Box
                  key={name}
                  component="th"
                  scope="col"
                  sx={{ ...cell, ...style }}
                >
                  <span data-badge-label={isIconColumn(name) || undefined}>
                    {t(`items.${name}`)}
                  </span>
                </Box>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <Row key={item.id} item={item} />
            ))}
          </tbody>
        </Box>
        {truncated && (
          <Box
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              px: 1,
              minHeight: 36,
              typography: 'body2',
              color: 'text.secondary',
            }}
          >
            {t('items.some', {
              shown: formatCount(items.length),
              total: formatCount(total),
            })}
            {onAll && (
              <Button size="small" onClick={onAll}>
                {t('allRows')}
              </Button>
            )}
          </Box>
        )}
      </Box>
    </ResourcesProvider>
  );
}
