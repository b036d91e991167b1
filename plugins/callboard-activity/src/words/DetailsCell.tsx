import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';
import { humanize } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { Fragment } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { useValueWords } from './useValueWords';

const FIELDS_SHOWN = 2;
const VALUE_LENGTH = 32;

function cut(text: string): string {
  const characters = [...text];
  return characters.length > VALUE_LENGTH
    ? `${characters.slice(0, VALUE_LENGTH - 1).join('')}…`
    : text;
}

/** Where it is hard to tell why a row is there, one fact of it helps. */
const tellingFacts = ['text', 'query', 'path'] as const;

function tellingFact(activity: Activity): string | undefined {
  for (const name of tellingFacts) {
    const value: JsonValue | undefined = activity.metadata?.[name];
    if (typeof value === 'string' && value && value !== activity.entity_label) {
      return value;
    }
  }
  return undefined;
}

/** The first changes of an action in one line, before and after. */
export function DetailsCell(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const words = useValueWords();
  const { changes, action } = props.activity;
  const more = changes.length - FIELDS_SHOWN;
  return (
    <Box
      sx={{
        color: 'text.secondary',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      }}
    >
      {changes.length === 0 && tellingFact(props.activity)}
      {changes.slice(0, FIELDS_SHOWN).map((change, index) => (
        <Fragment key={change.field}>
          {index > 0 && ', '}
          {humanize(change.field)}{' '}
          {action !== 'create' && (
            <>
              {cut(words(change.old_value))}
              <span aria-label={t('drawer.after')}> → </span>
            </>
          )}
          <Box component="span" sx={{ color: 'text.primary' }}>
            {action !== 'delete' && cut(words(change.new_value))}
          </Box>
        </Fragment>
      ))}
      {more > 0 && ` ${t('table.more', { count: more })}`}
    </Box>
  );
}
