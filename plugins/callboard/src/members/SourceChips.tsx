import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { callboardTranslationRef } from '../translation';

/** Why somebody is a member; with the roles, where there are several reasons. */
export function SourceChips(props: { member: Member }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { sources } = props.member;
  return (
    <Stack direction="row" useFlexGap flexWrap="wrap" gap={0.5}>
      {sources.map(({ source, role, department_id, link_id }) => {
        const name = t(`source.${source}`);
        return (
          <Chip
            key={`${source} ${department_id} ${link_id}`}
            size="small"
            variant="outlined"
            // The portal's theme keeps a space for a list of chips.
            sx={{ m: 0 }}
            label={
              sources.length > 1
                ? t('source.withRole', {
                    source: name,
                    role: t(`role.${role}`),
                  })
                : name
            }
          />
        );
      })}
    </Stack>
  );
}
