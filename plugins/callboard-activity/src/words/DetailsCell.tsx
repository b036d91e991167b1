import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
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

/** Identifiers say nothing in a line that is glanced at. */
const isIdentifier = (field: string) => field === 'id' || /_id$/.test(field);

/** What a portal event was about, where its label does not say so. */
function eventText(activity: Activity): string | undefined {
  const text = activity.metadata?.text;
  return typeof text === 'string' && text !== activity.entity_label
    ? text
    : undefined;
}

/** The first changes of an action in one line, before and after. */
export function DetailsCell(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const words = useValueWords();
  const { changes, action } = props.activity;
  const telling = changes.filter(change => !isIdentifier(change.field));
  const shown = (telling.length > 0 ? telling : changes).slice(0, FIELDS_SHOWN);
  const more = changes.length - shown.length;
  const text = changes.length === 0 ? eventText(props.activity) : undefined;
  if (changes.length === 0 && !text) {
    return null;
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', minWidth: 0 }}>
      <Box
        sx={{
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {text}
        {shown.map((change, index) => (
          <Fragment key={change.field}>
            {index > 0 && ', '}
            {humanize(change.field)}{' '}
            {action !== 'create' && `${cut(words(change.old_value))} `}
            {action !== 'create' && action !== 'delete' && '→ '}
            {action !== 'delete' && (
              <Box component="span" sx={{ color: 'text.primary' }}>
                {cut(words(change.new_value))}
              </Box>
            )}
          </Fragment>
        ))}
      </Box>
      {more > 0 && (
        <Box component="span" sx={{ flexShrink: 0 }}>
          {t('table.more', { count: more })}
        </Box>
      )}
    </Box>
  );
}
