import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Section } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { AccessList } from './AccessList';
import { useProjects } from './useProjects';

/** Each project requires its own request. */
const FEW = 12;

/**
 * The projects of a person with the reasons for access: loaded at once for the viewer's own and for
 * few projects, else on demand.
 */
export function AccessSection(props: {
  workspace: string;
  userRef: string;
  isMine: boolean;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { total = 0 } = useProjects(props.workspace).data ?? {};
  return (
    <Section title={t('profile.access')}>
      <Typography variant="body2" color="text.secondary">
        {props.isMine ? t('access.introMine') : t('access.intro')}
      </Typography>
      <Box sx={{ mt: 1 }}>
        {props.isMine || isOpen || total <= FEW ? (
          <AccessList {...props} />
        ) : (
          <Button variant="outlined" onClick={() => setOpen(true)}>
            {t('access.show')}
          </Button>
        )}
      </Box>
    </Section>
  );
}
