import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  humanize,
  instant,
  type JsonValue,
  type PersonalTable,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  ExportButton,
  QueryState,
  Section,
  useCallboardClient,
  useCallboardQuery,
  useDataLabels,
  formatCount,
  formatInstant,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, Fragment } from 'react';
import { callboardActivityTranslationRef } from '../translation';

function formatValue(value: JsonValue): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  return instant.safeParse(value).success
    ? formatInstant(value, 'short')
    : value;
}

function DataFields(props: { row: Record<string, JsonValue> }) {
  const fields = Object.entries(props.row).filter(
    ([, value]) => value !== null && value !== '',
  );
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, 200px) minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.25,
        m: 0,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      {fields.map(([name, value]) => (
        <Fragment key={name}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {humanize(name)}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {formatValue(value)}
          </Box>
        </Fragment>
      ))}
    </Box>
  );
}

/** The number of rows shown until the reader expands the list. */
const MAX_COLLAPSED_ROWS = 5;

/** The rows about the reader in a database table: the first few, or all loaded rows on request. */
function DataSection(props: { name: string; table: PersonalTable }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  const { rows, total, total_at_least } = props.table;
  const formatted = formatCount(total);
  const visibleRows = isExpanded ? rows : rows.slice(0, MAX_COLLAPSED_ROWS);
  return (
    <Accordion
      disableGutters
      variant="outlined"
      slotProps={{ transition: { unmountOnExit: true } }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            justifyContent: 'space-between',
            flexGrow: 1,
            pr: 1,
          }}
        >
          <Box
            component="span"
            sx={{
              '&::first-letter': { textTransform: 'uppercase' },
              display: 'inline-block',
            }}
          >
            {props.name}
          </Box>
          <Typography component="span" variant="body2" color="text.secondary">
            {total_at_least
              ? t('data.rowsAtLeast', { formatted })
              : t('data.rows', { count: total, formatted })}
          </Typography>
        </Box>
      </AccordionSummary>
      <AccordionDetails sx={{ pt: 0 }}>
        {visibleRows.map((row, index) => (
          <DataFields key={index} row={row} />
        ))}
        {visibleRows.length < rows.length && (
          <Button size="small" sx={{ mt: 1 }} onClick={() => setExpanded(true)}>
            {t('data.more')}
          </Button>
        )}
        {visibleRows.length === rows.length && rows.length < total && (
          <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
            {t('data.rest')}
          </Typography>
        )}
      </AccordionDetails>
    </Accordion>
  );
}

/** The only format that the server supports. */
const exportFormats = ['jsonl'] as const;

export function MyData() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const client = useCallboardClient();
  const { labelArea, labelTable } = useDataLabels();
  const data = useCallboardQuery(endpoints.getMyData, {});
  return (
    <>
      <Box>
        <ExportButton
          downloadKey="my-data"
          fallbackName="My_data"
          formats={exportFormats}
          extension="zip"
          label={t('data.download')}
          open={(_, signal) => client.fetch(endpoints.exportMyData, { signal })}
        />
      </Box>
      <QueryState query={data}>
        {({ domains }) =>
          domains.length === 0 ? (
            <EmptyState title={t('data.none')}>{t('data.noneHint')}</EmptyState>
          ) : (
            <Stack spacing={3}>
              {domains.map(({ domain, tables }) => (
                <Section key={domain} level={2} title={labelArea(domain)}>
                  {tables.map(table => (
                    <DataSection
                      key={table.table}
                      name={labelTable(table.table)}
                      table={table}
                    />
                  ))}
                </Section>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </>
  );
}
