import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import { useId, useState } from 'react';
import {
  useEventActionLabels,
  useEventGroupLabels,
} from '../shared/useEventLabels';
import { callboardWebhooksTranslationRef } from '../translation';
import {
  getChosenTypes,
  isWhole,
  toggleGroup,
  toggleType,
  type EventGroup,
} from './eventChoice';

/** The events of one entity type, selectable together or one by one. */
export function EventGroupRow(props: {
  group: EventGroup;
  chosen: readonly string[];
  startsOpen: boolean;
  onChange: (chosen: string[]) => void;
  /** Called with the event type under the focus or pointer. */
  onVisit: (type: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { group, chosen, onChange, onVisit } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(props.startsOpen);
  const getActionLabel = useEventActionLabels();
  const name = useEventGroupLabels()(group.entityType);
  const mine = getChosenTypes(chosen, group);
  const whole = isWhole(chosen, group);
  const formatChosenCount = () =>
    mine.length > 0
      ? t('form.chosenSome', {
          some: String(mine.length),
          all: String(group.types.length),
        })
      : t('form.chosenNone');
  return (
    <Box
      component="li"
      sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          flexWrap: 'wrap',
          columnGap: 1,
          pl: 1.5,
          pr: 0.5,
        }}
      >
        <FormControlLabel
          sx={{ flex: '1 1 auto', mr: 0 }}
          slotProps={{ typography: { variant: 'body2', fontWeight: 600 } }}
          label={name}
          control={
            <Checkbox
              size="small"
              checked={whole}
              indeterminate={!whole && mine.length > 0}
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
          {whole ? t('form.chosenAll') : formatChosenCount()}
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
      </Box>
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
                  checked={mine.includes(type)}
                  onFocus={() => onVisit(type)}
                  onChange={() => {
                    onVisit(type);
                    onChange(toggleType(chosen, group, type));
                  }}
                />
              }
              label={
                <Box
                  component="span"
                  sx={{
                    display: 'flex',
                    flexWrap: 'wrap',
                    alignItems: 'baseline',
                    columnGap: 1,
                  }}
                >
                  <span>{getActionLabel(type.split('.')[1])}</span>
                  <Box
                    component="code"
                    sx={{ color: 'text.secondary', fontSize: 12 }}
                  >
                    {type}
                  </Box>
                </Box>
              }
            />
          </li>
        ))}
      </Box>
    </Box>
  );
}
