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
import { Row, ValuePicker } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import { CodeBlock } from '../CodeBlock';
import { useEventActionLabels, useEventGroupLabels } from '../useEventLabels';
import { callboardWebhooksTranslationRef } from '../translation';
import {
  getChosenTypes,
  groupEventTypes,
  isGroupComplete,
  toggleGroup,
  toggleType,
  type EventGroup,
} from './eventChoice';
import type { WebhookFormValues } from './WebhookFormValues';

function EventGroupRow(props: {
  group: EventGroup;
  chosen: readonly string[];
  startsOpen: boolean;
  onChange: (chosen: string[]) => void;
  /** Called with the event type that the person focuses or toggles, to show its sample. */
  onVisit: (type: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { group, chosen, onChange, onVisit } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(props.startsOpen);
  const getActionLabel = useEventActionLabels();
  const name = useEventGroupLabels()(group.entityType);
  const chosenTypes = getChosenTypes(chosen, group);
  const isComplete = isGroupComplete(chosen, group);
  const formatChosenCount = () =>
    chosenTypes.length > 0
      ? t('form.chosenSome', {
          some: String(chosenTypes.length),
          all: String(group.types.length),
        })
      : t('form.chosenNone');
  return (
    <Box
      component="li"
      sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}
    >
      <Row columnGap={1} rowGap={0} sx={{ pl: 1.5, pr: 0.5 }}>
        <FormControlLabel
          sx={{ flex: '1 1 auto', mr: 0 }}
          slotProps={{ typography: { variant: 'body2', fontWeight: 600 } }}
          label={name}
          control={
            <Checkbox
              size="small"
              checked={isComplete}
              indeterminate={!isComplete && chosenTypes.length > 0}
              onChange={() => {
                onVisit(group.types[0]);
                onChange(toggleGroup(chosen, group));
              }}
            />
          }
        />
        <Box
          component="span"
          sx={{ typography: 'body2', color: 'text.secondary' }}
        >
          {isComplete ? t('form.chosenAll') : formatChosenCount()}
        </Box>
        <IconButton
          size="small"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={
            isOpen
              ? t('form.hide', { type: name })
              : t('form.show', { type: name })
          }
          onClick={() => setOpen(!isOpen)}
        >
          <ExpandMoreIcon
            fontSize="small"
            sx={{ transform: isOpen ? 'rotate(180deg)' : undefined }}
          />
        </IconButton>
      </Row>
      <Box
        id={id}
        component="ul"
        role="list"
        aria-label={name}
        hidden={!isOpen}
        sx={{ listStyle: 'none', m: 0, pl: 5, pr: 1.5, pb: 1 }}
      >
        {group.types.map(type => (
          <li key={type}>
            <FormControlLabel
              sx={{ mr: 0 }}
              slotProps={{ typography: { variant: 'body2' } }}
              control={
                <Checkbox
                  size="small"
                  checked={chosenTypes.includes(type)}
                  onFocus={() => onVisit(type)}
                  onChange={() => {
                    onVisit(type);
                    onChange(toggleType(chosen, group, type));
                  }}
                />
              }
              label={
                <Row
                  component="span"
                  alignItems="baseline"
                  columnGap={1}
                  rowGap={0}
                >
                  <span>{getActionLabel(type.split('.')[1])}</span>
                  <Box
                    component="code"
                    sx={{ color: 'text.secondary', fontSize: 12 }}
                  >
                    {type}
                  </Box>
                </Row>
              }
            />
          </li>
        ))}
      </Box>
    </Box>
  );
}

function EventSample(props: {
  events: readonly WebhookEvent[];
  type: string;
  onChange: (type: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { events, type } = props;
  const event = events.find(known => known.type === type) ?? events[0];
  return (
    <Stack spacing={1.5}>
      <ValuePicker
        label={t('form.sample')}
        fullWidth
        value={event.type}
        onChange={value => props.onChange(value ?? events[0].type)}
        options={events.map(known => ({
          value: known.type,
          label: known.type,
        }))}
        getLabel={value => value}
      />
      <CodeBlock
        label={t('form.sampleTitle')}
        text={JSON.stringify(event.example, null, 2)}
        maxHeight={480}
      />
    </Stack>
  );
}

const ALL_EVENTS = '*';

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
  const isEverything = field.value.includes(ALL_EVENTS);
  // Stores the selected events while "All events" is chosen, to restore them afterwards.
  const [chosen, setChosen] = useState(isEverything ? [] : field.value);
  const [initialTypes] = useState(chosen);
  const [sampleType, setSampleType] = useState(
    groups.find(group => getChosenTypes(chosen, group).length > 0)?.types[0] ??
      groups[0].types[0],
  );
  const changeChosen = (types: string[]) => {
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
              field.onChange(value === 'everything' ? [ALL_EVENTS] : chosen)
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
                  startsOpen={getChosenTypes(initialTypes, group).length > 0}
                  onChange={changeChosen}
                  onVisit={setSampleType}
                />
              ))}
            </Box>
          )}
        </Box>
        <Box sx={{ position: { md: 'sticky' }, top: { md: 16 }, pt: 1 }}>
          <EventSample
            events={events}
            type={sampleType}
            onChange={setSampleType}
          />
        </Box>
      </Box>
    </Box>
  );
}
