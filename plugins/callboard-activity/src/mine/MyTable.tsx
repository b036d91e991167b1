import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PersonalTable } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { MyRow } from './MyRow';

/** Few enough to read, each with all its fields. */
const ROWS_AT_FIRST = 5;

/** The rows of a table about the reader, expanded on demand. */
export function MyTable(props: { name: string; table: PersonalTable }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [isAll, setIsAll] = useState(false);
  const { rows, total, total_at_least } = props.table;
  const formatted = formatCount(total);
  const shown = isAll ? rows : rows.slice(0, ROWS_AT_FIRST);
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
        {shown.map((row, index) => (
          <MyRow key={index} row={row} />
        ))}
        {shown.length < rows.length && (
          <Button size="small" sx={{ mt: 1 }} onClick={() => setIsAll(true)}>
            {t('data.more')}
          </Button>
        )}
        {shown.length === rows.length && rows.length < total && (
          <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
            {t('data.rest')}
          </Typography>
        )}
      </AccordionDetails>
    </Accordion>
  );
}
