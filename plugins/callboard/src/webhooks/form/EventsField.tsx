import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookEvent } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useId, useMemo, useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { callboardWebhooksTranslationRef } from '../translation';
import { getChosenTypes, groupEventTypes } from './eventChoice';
import { EventGroupRow } from './EventGroupRow';
import { EventSample } from './EventSample';
import type { WebhookFormValues } from './WebhookFormValues';

const EVERYTHING = '*';

/** The form field for a webhook's events, next to an example of each. */
export function EventsField(props: {
  control: Control<WebhookFormValues>;
  events: readonly WebhookEvent[];
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { control, events } = props;
  const { field, fieldState } = useController({ control, name: 'event_types' });
  const id = useId();
  const groups = useMemo(
    () => groupEventTypes(events.map(({ type }) => type)),
    [events],
  );
  const isEverything = field.value.includes(EVERYTHING);
  // Restores the choice when the person switches to "everything" and back.
  const [chosen, setChosen] = useState(isEverything ? [] : field.value);
  const [initial] = useState(chosen);
  const [sample, setSample] = useState(
    groups.find(group => getChosenTypes(chosen, group).length > 0)?.types[0] ??
      groups[0].types[0],
  );
  const choose = (types: string[]) => {
    setChosen(types);
    field.onChange(types);
  };
  return (
    <Box component="section" aria-labelledby={`${id}-title`}>
      <Typography
        id={`${id}-title`}
        variant="subtitle1"
        component="h3"
        sx={{ fontWeight: 600, m: 0 }}
      >
        {t('form.eventsTitle')}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'repeat(2, minmax(0, 1fr))',
          },
          gap: 3,
          alignItems: 'start',
        }}
      >
        <Box onBlur={field.onBlur}>
          <RadioGroup
            aria-labelledby={`${id}-title`}
            value={isEverything ? 'everything' : 'chosen'}
            onChange={(_, value) =>
              field.onChange(value === 'everything' ? [EVERYTHING] : chosen)
            }
          >
            <FormControlLabel
              value="everything"
              control={<Radio size="small" inputRef={field.ref} />}
              label={t('form.everything')}
              slotProps={{ typography: { variant: 'body2' } }}
            />
            <FormControlLabel
              value="chosen"
              control={<Radio size="small" />}
              label={t('form.chosen')}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          </RadioGroup>
          <FormHelperText sx={{ mt: 0 }}>{t('form.eventsHint')}</FormHelperText>
          {fieldState.error && (
            <FormHelperText error role="alert">
              {t('form.eventsProblem')}
            </FormHelperText>
          )}
          {!isEverything && (
            <Box
              component="ul"
              role="list"
              aria-label={t('form.eventsTitle')}
              sx={{
                listStyle: 'none',
                m: 0,
                mt: 1,
                p: 0,
                border: 1,
                borderColor: 'divider',
                borderRadius: 1,
              }}
            >
              {groups.map(group => (
                <EventGroupRow
                  key={group.entityType}
                  group={group}
                  chosen={field.value}
                  startsOpen={getChosenTypes(initial, group).length > 0}
                  onChange={choose}
                  onVisit={setSample}
                />
              ))}
            </Box>
          )}
        </Box>
        <Box sx={{ position: { md: 'sticky' }, top: { md: 16 }, pt: 1 }}>
          <EventSample events={events} type={sample} onChange={setSample} />
        </Box>
      </Box>
    </Box>
  );
}
