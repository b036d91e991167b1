import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import { formatMinutes, PersonChip } from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { PeriodNav } from '../../mine/PeriodNav';
import { addDays } from '../../data/addDays';
import { longDay } from '../../data/dayNames';
import { ReadOnlySheet } from '../ReadOnlySheet';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

const WEEK = 7;

/** The weeks of somebody, one at a time, beside the map. */
export function PersonDrawer(props: {
  slug: string;
  person: MemberCapacity;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, person, today, onClose } = props;
  const last = person.days.at(-1)?.date ?? today;
  const [week, setWeek] = useState(last);
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': person.display_name,
        sx: { width: 'min(880px, 100vw)', p: 3 },
      }}
    >
      <Stack spacing={2}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <PersonChip
            userRef={person.member_id}
            name={person.display_name}
            workspace={slug}
          />
          <Box component="span" sx={{ flex: 1, typography: 'body2' }}>
            {t('capacity.sum', {
              logged: formatMinutes(person.logged_minutes),
              expected: formatMinutes(person.expected_minutes),
            })}
          </Box>
          <IconButton aria-label={t('capacity.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
          }}
        >
          <PeriodNav
            unit="week"
            label={longDay(week)}
            onMove={by => setWeek(addDays(week, by * WEEK))}
            onToday={() => setWeek(today)}
          />
        </Box>
        <ReadOnlySheet slug={slug} member={person.member_id} week={week} />
      </Stack>
    </Drawer>
  );
}
