import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetBars } from '@callboard/plugin-callboard-common';
import {
  IDEAL,
  type SelectedBar,
} from '@callboard/plugin-callboard-common/charts';
import { formatInstant } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';
import {
  getNumberUnit,
  type WidgetContentFields,
  useFormattedBars,
  useUnitFormats,
  useWidgetQuery,
} from './widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** The style of the tables in widgets: the headings stay visible while the rows scroll. */
export const widgetTableStyle = {
  width: '100%',
  borderCollapse: 'collapse',
  typography: 'body2',
  '& thead th': {
    position: 'sticky',
    top: 0,
    bgcolor: 'background.paper',
    color: 'text.secondary',
    fontWeight: 600,
    zIndex: 1,
  },
} as const;

const cell = {
  px: 1,
  py: 0.5,
  borderBottom: 1,
  borderColor: 'divider',
  fontWeight: 'inherit',
} as const;
const numberCell = {
  ...cell,
  textAlign: 'end',
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
} as const;

function RowsLink(props: { onClick?: () => void; children: ReactNode }) {
  return props.onClick ? (
    <ButtonBase
      onClick={props.onClick}
      sx={{
        font: 'inherit',
        borderRadius: 0.5,
        '&:hover, &.Mui-focusVisible': { textDecoration: 'underline' },
      }}
    >
      {props.children}
    </ButtonBase>
  ) : (
    <>{props.children}</>
  );
}

/** A table with the exact values of a widget. Screen readers can read it, unlike a chart. */
export function BarsTable(props: {
  widget: WidgetContentFields;
  bars: WidgetBars;
  onSelect?: (bar: Partial<SelectedBar>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, onSelect } = props;
  const query = useWidgetQuery(widget);
  const bars = useFormattedBars(query, props.bars);
  const { formatValue } = useUnitFormats(getNumberUnit(query));
  const groups = Object.entries(bars.schema);
  // In a cycle time chart, the group value of an item is its completion time, in ms since 1970.
  const isCycleTime = query?.chart_type === 'cycle_time';
  const formatGroupValue = (number: number | null) =>
    isCycleTime && number !== null
      ? formatInstant(new Date(number).toISOString(), 'short')
      : formatValue(number);
  return (
    <Box
      role="region"
      aria-label={t('table', { title: widget.title || t('untitled') })}
      tabIndex={0}
      sx={{ height: '100%', overflow: 'auto' }}
    >
      <Box component="table" sx={widgetTableStyle}>
        <thead>
          <tr>
            <Box
              component="th"
              scope="col"
              sx={{ ...cell, textAlign: 'start' }}
            >
              {t('name')}
            </Box>
            <Box component="th" scope="col" sx={numberCell}>
              {t('value')}
            </Box>
            {groups.map(([key, name]) => (
              <Box component="th" scope="col" key={key} sx={numberCell}>
                {name}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.data.map(bar => (
            <tr key={bar.key}>
              <Box
                component="th"
                scope="row"
                sx={{
                  ...cell,
                  textAlign: 'start',
                  minWidth: 120,
                  overflowWrap: 'anywhere',
                }}
              >
                {bar.name}
              </Box>
              <Box component="td" sx={numberCell}>
                <RowsLink
                  onClick={onSelect && (() => onSelect({ key: bar.key }))}
                >
                  {formatValue(bar.count)}
                </RowsLink>
              </Box>
              {groups.map(([group]) => {
                const number = bar[group];
                return (
                  <Box component="td" key={group} sx={numberCell}>
                    <RowsLink
                      onClick={
                        onSelect && group !== IDEAL && !isCycleTime
                          ? () => onSelect({ key: bar.key, group })
                          : undefined
                      }
                    >
                      {formatGroupValue(
                        typeof number === 'number' ? number : null,
                      )}
                    </RowsLink>
                  </Box>
                );
              })}
            </tr>
          ))}
        </tbody>
        {bars.total !== null && (
          <tfoot>
            <tr>
              <Box
                component="th"
                scope="row"
                sx={{ ...cell, textAlign: 'start', fontWeight: 600 }}
              >
                {t('total')}
              </Box>
              <Box component="td" sx={{ ...numberCell, fontWeight: 600 }}>
                <RowsLink onClick={onSelect && (() => onSelect({}))}>
                  {formatValue(bars.total)}
                </RowsLink>
              </Box>
              {groups.length > 0 && (
                <Box component="td" colSpan={groups.length} sx={cell} />
              )}
            </tr>
          </tfoot>
        )}
      </Box>
    </Box>
  );
}
