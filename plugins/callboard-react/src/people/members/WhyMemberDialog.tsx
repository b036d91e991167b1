import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import type { Member } from '@callboard/plugin-callboard-common';
import { useId } from 'react';
import { parseRef } from '../../resources/parseRef';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useDepartmentName } from './useDepartmentName';
import { useSourceLabels } from './useSourceLabels';

/** Explains why a membership cannot be removed here, and where to change it. */
export function WhyMemberDialog(props: {
  scope: MemberScope;
  member: Member;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, member, onClose } = props;
  const id = useId();
  const sources = useSourceLabels(scope.slug, member);
  const departmentName = useDepartmentName(scope.slug, true);
  const entity =
    (scope.kind === 'project' && parseRef(scope.entityRef)?.name) || scope.name;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`} sx={{ overflowWrap: 'anywhere' }}>
        {t('derived.title', { name: member.display_name })}
      </DialogTitle>
      <DialogContent id={`${id}-text`}>
        <DialogContentText variant="body2">
          {t('derived.hint')}
        </DialogContentText>
        <Stack
          component="ul"
          spacing={1}
          sx={{ typography: 'body2', pl: 2.5, mb: 0, overflowWrap: 'anywhere' }}
        >
          {sources.map(({ words, source }) => (
            <li key={words}>
              {source.source !== 'manual' &&
                t(`derived.${source.source}`, {
                  entity,
                  scope: scope.name,
                  name:
                    departmentName(source.department_id) ??
                    t('derived.someDepartment'),
                })}
            </li>
          ))}
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {t('derived.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
